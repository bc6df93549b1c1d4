package io.bellhop.processing;

import io.bellhop.database.BoundedTransactions;
import io.bellhop.event.EventId;
import io.bellhop.event.EventReader;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The events that wait, and those that failed. Taking one out is the claim and the mark at once: it counts when the
 * transaction commits, and undoes itself when the transaction, or its replica, dies.
 */
@Singleton
final class ProcessingStore {

    private static final String CLAIM = """
            with waiting as materialized (
                select event_id, body_bytes from unprocessed_event order by event_id limit $1 for update skip locked
            ), fitting as (
                select event_id from (
                    select event_id, sum(body_bytes) over (order by event_id) - body_bytes as before from waiting) as t
                where before < $3
            ), fresh as (
                delete from unprocessed_event where event_id in (select event_id from fitting)
                returning event_id
            ), again as (
                delete from failed_event where event_id in (
                    select event_id from failed_event where retry_at <= $2
                    order by retry_at limit least($1, 16) for update skip locked)
                returning event_id, attempts
            )
            select event_id, 0 as attempts from fresh union all select event_id, attempts from again
            """;

    private static final String CLAIM_THESE = """
            with fresh as (
                delete from unprocessed_event where event_id in (
                    select event_id from unprocessed_event where event_id = any($1::uuid[]) for update skip locked)
                returning event_id
            ), again as (
                delete from failed_event where event_id in (
                    select event_id from failed_event where event_id = any($1::uuid[]) for update skip locked)
                returning event_id, attempts
            )
            select event_id, 0 as attempts from fresh union all select event_id, attempts from again
            """;

    /** In the order they were stored. */
    private static final String LOAD = """
            select id, source, type, provider_type, subject, origin, occurred_at, received_at, idempotency_key,
                content_type, note, body, trace_parent
            from event where id = any($1::uuid[]) order by id
            """;

    private static final String FAIL = """
            insert into failed_event as known (event_id, attempts, reason, failed_at, retry_at)
            select event_id, attempts, reason, $5::timestamptz, retry_at
            from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[])
                as t (event_id, attempts, reason, retry_at)
            on conflict (event_id) do update set attempts = excluded.attempts, reason = excluded.reason,
                failed_at = excluded.failed_at, retry_at = excluded.retry_at
            """;

    private final BoundedTransactions transactions;
    private final ProcessingConfig config;

    ProcessingStore(Pool pool, ProcessingConfig config) {
        this.transactions = new BoundedTransactions(pool, config.timeLimit());
        this.config = config;
    }

    /** Commits when the work has succeeded. */
    <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return transactions.run(work);
    }

    /** The oldest that nobody else is processing, and those whose time to be tried again has come. */
    Uni<List<Claimed>> claim(SqlConnection connection, int limit, Instant now) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(limit, utc(now), config.maxBytes().asLongValue()))
                .flatMap(claimed -> load(connection, claimed));
    }

    /** Those of them that nobody else is processing, or has processed meanwhile. */
    Uni<List<Claimed>> claim(SqlConnection connection, Collection<EventId> events) {
        return connection
                .preparedQuery(CLAIM_THESE)
                .execute(Tuple.of(events.stream().map(EventId::value).toArray(UUID[]::new)))
                .flatMap(claimed -> load(connection, claimed));
    }

    /** One whose partition has been dropped is gone, and nothing is left to be done for it. */
    private static Uni<List<Claimed>> load(SqlConnection connection, RowSet<Row> claimed) {
        if (claimed.size() == 0) {
            return Uni.createFrom().item(List.of());
        }
        Map<UUID, Integer> attempts = new HashMap<>();
        claimed.forEach(row -> attempts.put(row.getUUID(0), row.getInteger(1)));
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(attempts.keySet().toArray(UUID[]::new)))
                .map(rows -> {
                    List<Claimed> events = new ArrayList<>(rows.size());
                    rows.forEach(row -> events.add(claimed(row, attempts.get(row.getUUID("id")))));
                    return events;
                });
    }

    /** One event, whoever processes it. */
    Uni<Optional<Claimed>> find(SqlConnection connection, EventId event) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(new UUID[] {event.value()}))
                .map(rows -> rows.stream().findFirst().map(row -> claimed(row, 0)));
    }

    private static Claimed claimed(Row row, int attempts) {
        RawBody body = new RawBody(row.get(Buffer.class, "body").getBytes());
        return new Claimed(EventReader.event(row, body.sizeBytes()), body, attempts, row.getString("trace_parent"));
    }

    Uni<Void> fail(SqlConnection connection, List<Failure> failures, Instant now) {
        if (failures.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(FAIL)
                .execute(Tuple.of(
                        failures.stream()
                                .map(failure -> failure.event().value())
                                .toArray(UUID[]::new),
                        failures.stream().map(Failure::attempts).toArray(Integer[]::new),
                        failures.stream().map(Failure::reason).toArray(String[]::new),
                        failures.stream().map(failure -> utc(failure.retryAt())).toArray(OffsetDateTime[]::new),
                        utc(now)))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
