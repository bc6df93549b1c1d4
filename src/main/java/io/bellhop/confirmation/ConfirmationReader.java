package io.bellhop.confirmation;

import io.bellhop.confirmation.Confirmation.Id;
import io.bellhop.database.Conditions;
import io.bellhop.database.Lists;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    private final Lists lists;

    ConfirmationReader(Pool pool, Lists lists) {
        this.pool = pool;
        this.lists = lists;
    }

    Uni<Optional<Confirmation>> find(Id id) {
        return pool.preparedQuery(COLUMNS + " where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().map(ConfirmationReader::confirmation));
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<Confirmation>> list(ConfirmationFilter filter, int limit) {
        Conditions where = new Conditions();
        where.add("reservation_id = ", filter.reservation());
        where.add("state = ", filter.state() == null ? null : filter.state().toString());
        where.add("kind = ", filter.kind() == null ? null : filter.kind().toString());
        where.add("id < ", filter.before() == null ? null : filter.before().value());
        return lists.query(COLUMNS + where.sql() + " order by id desc limit " + limit, where.arguments())
                .map(rows -> rows.stream().map(ConfirmationReader::confirmation).toList());
    }

    private static Confirmation confirmation(Row row) {
        return new Confirmation(
                new Id(row.getUUID("id")),
                row.getUUID("reservation_id"),
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
