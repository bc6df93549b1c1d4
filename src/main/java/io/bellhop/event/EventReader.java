package io.bellhop.event;

import io.bellhop.database.Conditions;
import io.bellhop.database.Lists;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads events back. */
@Singleton
public final class EventReader {

    private static final String COLUMNS = """
            select id, source, type, provider_type, subject, origin, occurred_at, received_at, idempotency_key,
                content_type, note, octet_length(body) as body_bytes,
                waiting.event_id is not null as waits, attempts, reason, retry_at
            from event
                left join unprocessed_event as waiting on waiting.event_id = id
                left join failed_event as failed on failed.event_id = id
            """;

    private final Pool pool;
    private final Lists lists;

    EventReader(Pool pool, Lists lists) {
        this.pool = pool;
        this.lists = lists;
    }

    /** A body, and the content type it came with, which may be null. */
    record StoredBody(RawBody bytes, String contentType) {}

    Uni<Optional<ProcessedEvent>> find(EventId id) {
        return pool.preparedQuery(COLUMNS + " where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> stream(rows).findFirst().map(EventReader::processed));
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
    Uni<List<ProcessedEvent>> list(EventFilter filter, int limit) {
        Conditions where = new Conditions();
        where.add("source = ", filter.source());
        where.add("type = ", filter.type());
        where.add("subject = ", filter.subject());
        if (filter.state() != null) {
            where.add(filter.state().condition());
        }
        where.add("id >= ", filter.from() == null ? null : EventIds.floor(filter.from()));
        where.add("id < ", filter.to() == null ? null : EventIds.floor(filter.to()));
        where.add("id < ", filter.before() == null ? null : filter.before().value());
        String sql = COLUMNS + where.sql() + " order by id desc limit " + limit;
        return lists.query(sql, where.arguments())
                .map(rows -> stream(rows).map(EventReader::processed).toList());
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static ProcessedEvent processed(Row row) {
        Integer attempts = row.getInteger("attempts");
        OffsetDateTime retryAt = row.getOffsetDateTime("retry_at");
        return new ProcessedEvent(
                event(row, row.getInteger("body_bytes")),
                state(row.getBoolean("waits"), attempts != null, retryAt != null),
                attempts == null ? 0 : attempts,
                row.getString("reason"),
                retryAt == null ? null : retryAt.toInstant());
    }

    private static EventState state(boolean waits, boolean failed, boolean again) {
        if (waits) {
            return EventState.PENDING;
        }
        if (failed) {
            return again ? EventState.RETRYING : EventState.DEAD;
        }
        return EventState.PROCESSED;
    }

    /** From a row with the columns of an event, whatever else it has. */
    public static Event event(Row row, int bodyBytes) {
        EventId id = new EventId(row.getUUID("id"));
        OffsetDateTime occurredAt = row.getOffsetDateTime("occurred_at");
        return new Event(
                id,
                row.getString("source"),
                row.getString("type"),
                row.getString("provider_type"),
                row.getString("subject"),
                Origin.parse(row.getString("origin")),
                occurredAt == null ? null : occurredAt.toInstant(),
                row.getOffsetDateTime("received_at").toInstant(),
                EventIds.storedAt(id.value()),
                row.getString("idempotency_key"),
                row.getString("content_type"),
                row.getString("note"),
                bodyBytes);
    }
}
