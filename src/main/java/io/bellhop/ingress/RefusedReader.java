package io.bellhop.ingress;

import io.bellhop.database.Conditions;
import io.bellhop.event.EventId;
import io.bellhop.ingress.RefusedRequest.Id;
import io.bellhop.signature.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows refused requests, without opening what is sealed of them. */
@Singleton
final class RefusedReader {

    private static final String SUMMARY = """
            select id, source, reason, received_at, body_bytes, octet_length(body) as kept_bytes,
                accepted_at, accepted_by, event_ids
            from refused_request
            """;

    private final Pool pool;

    RefusedReader(Pool pool) {
        this.pool = pool;
    }

    /** The newest first, at most {@code limit}; null leaves a field open. */
    Uni<List<RefusedRequest>> list(String source, Boolean accepted, Id before, int limit) {
        Conditions where = new Conditions();
        where.add("source = ", source);
        if (accepted != null) {
            where.add("accepted_at is " + (accepted ? "not null" : "null"));
        }
        where.add("id < ", before == null ? null : before.value());
        String sql = SUMMARY + where.sql() + " order by id desc limit " + limit;
        return pool.preparedQuery(sql)
                .execute(where.arguments())
                .map(rows -> rows.stream().map(RefusedReader::summary).toList());
    }

    Uni<Optional<RefusedRequest>> find(Id id) {
        return pool.preparedQuery(SUMMARY + " where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().map(RefusedReader::summary));
    }

    private static RefusedRequest summary(Row row) {
        OffsetDateTime acceptedAt = row.getOffsetDateTime("accepted_at");
        UUID[] events = row.getArrayOfUUIDs("event_ids");
        return new RefusedRequest(
                new Id(row.getUUID("id")),
                row.getString("source"),
                Verdict.Reason.valueOf(row.getString("reason")),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getLong("body_bytes"),
                row.getInteger("kept_bytes"),
                acceptedAt == null ? null : acceptedAt.toInstant(),
                row.getString("accepted_by"),
                events == null
                        ? List.of()
                        : Arrays.stream(events).map(EventId::new).toList());
    }
}
