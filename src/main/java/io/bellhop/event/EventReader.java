package io.bellhop.event;

import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads events back. */
@Singleton
public final class EventReader {

    private static final String COLUMNS = """
            select id, source, type, provider_type, subject, occurred_at, received_at, idempotency_key,
                content_type, note, octet_length(body) as body_bytes
            from event
            """;

    private final Pool pool;

    EventReader(Pool pool) {
        this.pool = pool;
    }

    /** A body, and the content type it came with, which may be null. */
    record StoredBody(RawBody bytes, String contentType) {}

    Uni<Optional<Event>> find(EventId id) {
        return pool.preparedQuery(COLUMNS + "where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> stream(rows).findFirst().map(EventReader::event));
    }

    Uni<Optional<StoredBody>> body(EventId id) {
        return pool.preparedQuery("select body, content_type from event where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> stream(rows)
                        .findFirst()
                        .map(row -> new StoredBody(
                                new RawBody(row.get(Buffer.class, 0).getBytes()), row.getString(1))));
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<Event>> list(EventFilter filter, int limit) {
        Conditions where = new Conditions();
        where.add("source = ", filter.source());
        where.add("type = ", filter.type());
        where.add("subject = ", filter.subject());
        where.add("id >= ", filter.from() == null ? null : EventIds.floor(filter.from()));
        where.add("id < ", filter.to() == null ? null : EventIds.floor(filter.to()));
        where.add("id < ", filter.before() == null ? null : filter.before().value());
        String sql = COLUMNS + where.sql() + " order by id desc limit " + limit;
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(where.arguments))
                .map(rows -> stream(rows).map(EventReader::event).toList());
    }

    /** Only those asked for: an "or null" for the others would cost the index. */
    private static final class Conditions {

        private final List<Object> arguments = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();

        void add(String comparison, Object argument) {
            if (argument != null) {
                arguments.add(argument);
                conditions.add(comparison + "$" + arguments.size());
            }
        }

        String sql() {
            return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        }
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Event event(Row row) {
        EventId id = new EventId(row.getUUID("id"));
        OffsetDateTime occurredAt = row.getOffsetDateTime("occurred_at");
        return new Event(
                id,
                row.getString("source"),
                row.getString("type"),
                row.getString("provider_type"),
                row.getString("subject"),
                occurredAt == null ? null : occurredAt.toInstant(),
                row.getOffsetDateTime("received_at").toInstant(),
                EventIds.storedAt(id.value()),
                row.getString("idempotency_key"),
                row.getString("content_type"),
                row.getString("note"),
                row.getInteger("body_bytes"));
    }
}
