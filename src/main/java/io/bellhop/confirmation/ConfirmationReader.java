package io.bellhop.confirmation;

import io.bellhop.confirmation.Confirmation.Id;
import io.bellhop.confirmation.Confirmation.ReservationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads e-mails owed and sent back. */
@Singleton
final class ConfirmationReader {

    private static final String COLUMNS = """
            select id, reservation_id, kind, state, attempts, due_at, message_id, reason, created_at, updated_at
            from confirmation
            """;

    private final Pool pool;

    ConfirmationReader(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Confirmation>> find(Id id) {
        return pool.preparedQuery(COLUMNS + "where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().map(ConfirmationReader::confirmation));
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<Confirmation>> list(ConfirmationFilter filter, int limit) {
        List<Object> arguments = new ArrayList<>();
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (filter.reservation() != null) {
            arguments.add(filter.reservation().value());
            conditions.add("reservation_id = $" + arguments.size());
        }
        if (filter.state() != null) {
            arguments.add(filter.state().toString());
            conditions.add("state = $" + arguments.size());
        }
        if (filter.kind() != null) {
            arguments.add(filter.kind().toString());
            conditions.add("kind = $" + arguments.size());
        }
        if (filter.before() != null) {
            arguments.add(filter.before().value());
            conditions.add("id < $" + arguments.size());
        }
        String sql = COLUMNS + "where " + String.join(" and ", conditions) + " order by id desc limit " + limit;
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(arguments))
                .map(rows -> rows.stream().map(ConfirmationReader::confirmation).toList());
    }

    private static Confirmation confirmation(Row row) {
        return new Confirmation(
                new Id(row.getUUID("id")),
                new ReservationId(row.getUUID("reservation_id")),
                Kind.parse(row.getString("kind")),
                State.parse(row.getString("state")),
                row.getInteger("attempts"),
                instant(row.getOffsetDateTime("due_at")),
                row.getString("message_id"),
                row.getString("reason"),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("updated_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
