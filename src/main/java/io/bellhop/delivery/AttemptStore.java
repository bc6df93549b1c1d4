package io.bellhop.delivery;

import io.bellhop.database.BoundedTransactions;
import io.bellhop.delivery.NextStep.Dead;
import io.bellhop.delivery.NextStep.Done;
import io.bellhop.delivery.NextStep.Park;
import io.bellhop.delivery.NextStep.Retry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Records how attempts ended: a set of them in one statement. */
@Singleton
final class AttemptStore {

    /**
     * Of those whose lease is still ours. What is finished leaves the queue; its delivery stays, with all attempts. The bounds
     * keep all days but theirs out of the plan's execution.
     */
    private static final String RECORD = """
            with ended as (
                select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::text[], $6::text[])
                    as t (id, lease, state, retry_at, reason, made)
            ), finished as (
                delete from due_delivery using ended
                where delivery_id = id and leased_until = lease and state in ('delivered', 'dead')
                returning id, lease, subscription_id, order_key
            ), again as (
                update due_delivery
                set due_at = retry_at, leased_until = null, lane = case when state = 'parked' then lane else 1 end,
                    attempts = case when state = 'parked' then attempts - 1 else attempts end
                from ended
                where delivery_id = id and leased_until = lease and state in ('pending', 'parked')
                returning id, lease, subscription_id, null::text as order_key
            ), ours as (
                select * from finished union all select * from again
            ), told as (
                update delivery
                set attempts = attempts || made::jsonb, reason = coalesce(ended.reason, delivery.reason),
                    state = case when ended.state = 'parked' then 'pending' else ended.state end,
                    finished_at = case when ended.state in ('delivered', 'dead') then $7::timestamptz end
                from ended join ours using (id, lease)
                where delivery.id = ended.id and delivery.id between $8 and $9
            )
            select * from ours
            """;

    /** The next of the same subjects; it need not wait any longer. */
    private static final String FETCH_NEXT = """
            update due_delivery set due_at = $3 where delivery_id in (
                select distinct on (subscription_id, order_key) delivery_id
                from due_delivery join unnest($1::uuid[], $2::text[]) as done (subscription_id, order_key)
                    using (subscription_id, order_key)
                order by subscription_id, order_key, event_id)
                and leased_until is null and lane = 0
            """;

    private final BoundedTransactions transactions;
    private final InstantSource clock;

    AttemptStore(Pool pool, InstantSource clock, DeliveryConfig config) {
        this.transactions = new BoundedTransactions(pool, config.timeLimit());
        this.clock = clock;
    }

    /** One claim of a delivery, told from others of it by its lease. */
    private record Lease(UUID delivery, OffsetDateTime until) {

        static Lease of(Ended ended) {
            return new Lease(ended.delivery().id().value(), ended.delivery().leasedUntil());
        }
    }

    /** @return those that were recorded; the others had their lease run out, and somebody else has them now */
    Uni<Set<Ended>> record(List<Ended> ended) {
        UUID[] ids =
                ended.stream().map(one -> one.delivery().id().value()).sorted().toArray(UUID[]::new);
        Tuple arguments = Tuple.tuple(List.of(
                column(ended, one -> one.delivery().id().value(), UUID[]::new),
                column(ended, one -> one.delivery().leasedUntil(), OffsetDateTime[]::new),
                column(ended, one -> state(one.next()), String[]::new),
                column(ended, one -> DeliveryStore.utc(dueAt(one.next())), OffsetDateTime[]::new),
                column(ended, one -> reason(one.next()), String[]::new),
                column(ended, one -> RecordedAttempt.json(one).encode(), String[]::new),
                DeliveryStore.utc(clock.instant()),
                ids[0],
                ids[ids.length - 1]));
        return transactions.run(connection -> connection
                .preparedQuery(RECORD)
                .execute(arguments)
                .call(rows -> fetchNext(connection, rows))
                .map(rows -> {
                    Set<Lease> ours = new HashSet<>();
                    rows.forEach(row -> ours.add(new Lease(row.getUUID("id"), row.getOffsetDateTime("lease"))));
                    return ended.stream()
                            .filter(one -> ours.contains(Lease.of(one)))
                            .collect(Collectors.toSet());
                }));
    }

    private Uni<Void> fetchNext(SqlConnection connection, RowSet<Row> recorded) {
        List<Row> ordered = recorded.stream()
                .filter(row -> row.getString("order_key") != null)
                .toList();
        if (ordered.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(FETCH_NEXT)
                .execute(Tuple.of(
                        ordered.stream()
                                .map(row -> row.getUUID("subscription_id"))
                                .toArray(UUID[]::new),
                        ordered.stream().map(row -> row.getString("order_key")).toArray(String[]::new),
                        DeliveryStore.utc(clock.instant())))
                .replaceWithVoid();
    }

    private static <T> T[] column(List<Ended> ended, Function<Ended, T> value, IntFunction<T[]> array) {
        return ended.stream().map(value).toArray(array);
    }

    private static String state(NextStep next) {
        if (next instanceof Park) {
            return "parked";
        }
        return (next instanceof Done
                        ? DeliveryState.DELIVERED
                        : next instanceof Dead ? DeliveryState.DEAD : DeliveryState.PENDING)
                .toString();
    }

    private static Instant dueAt(NextStep next) {
        if (next instanceof Retry retry) {
            return retry.dueAt();
        }
        return next instanceof Park park ? park.dueAt() : null;
    }

    private static String reason(NextStep next) {
        if (next instanceof Retry retry) {
            return retry.reason();
        }
        return next instanceof Dead dead ? dead.reason() : null;
    }
}
