package io.bellhop.delivery;

import io.bellhop.replica.NotAWorker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** How long the queue is, and what will never leave it by itself. Of all replicas together, so every one shows the same. */
@Singleton
final class DeliveryQueue {

    /** What waits for its rate limit, or for a host that is left alone, is due, too. */
    private static final String FIGURES = """
            select (select count(*) from due_delivery) as waiting,
                (select coalesce(extract(epoch from $1 - min(due_at)), 0)::float8 from due_delivery where due_at <= $1) as oldest,
                (select count(*) from delivery where state = 'dead') as dead
            """;

    /** Those without a subscription, and those that have waited for longer than they may be attempted, whatever for. */
    private static final String GIVE_UP = """
            with given_up as (
                delete from due_delivery where delivery_id in (
                    select delivery_id from due_delivery left join subscription on subscription.id = subscription_id
                    where (leased_until is null or leased_until <= $1) and (subscription.id is null
                        or due_delivery.created_at + max_age * interval '1 second' < $1)
                    limit 1000 for update of due_delivery skip locked)
                returning delivery_id, subscription_id
            )
            update delivery set state = 'dead', finished_at = $1,
                reason = case when exists (select from subscription where subscription.id = given_up.subscription_id)
                    then 'too_old' else 'subscription_removed' end
            from given_up where id = delivery_id
            """;

    private final Pool pool;
    private final InstantSource clock;
    private volatile long waiting;
    private volatile double oldestSeconds;
    private volatile long dead;

    DeliveryQueue(Pool pool, InstantSource clock, Lanes lanes, MeterRegistry metrics) {
        this.pool = pool;
        this.clock = clock;
        Gauge.builder("bellhop.delivery.waiting", () -> waiting).register(metrics);
        Gauge.builder("bellhop.delivery.oldest.due.seconds", () -> oldestSeconds)
                .register(metrics);
        Gauge.builder("bellhop.delivery.dead", () -> dead).register(metrics);
        Gauge.builder("bellhop.delivery.in.flight", lanes::taken).register(metrics);
    }

    @Scheduled(every = "10s", delayed = "10s", identity = "delivery-queue", skipExecutionIf = NotAWorker.class)
    Uni<Void> look() {
        return pool.preparedQuery(FIGURES)
                .execute(now())
                .invoke(rows -> take(rows.iterator().next()))
                // The figures stay as they were; that the database is away, others say.
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void take(Row row) {
        waiting = row.getLong("waiting");
        oldestSeconds = row.getDouble("oldest");
        dead = row.getLong("dead");
    }

    @Scheduled(every = "1m", delayed = "1m", identity = "delivery-giving-up", skipExecutionIf = NotAWorker.class)
    Uni<Void> giveUp() {
        return pool.preparedQuery(GIVE_UP)
                .execute(now())
                .map(RowSet::rowCount)
                .repeat()
                .whilst(count -> count > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Tuple now() {
        return Tuple.of(DeliveryStore.utc(clock.instant()));
    }
}
