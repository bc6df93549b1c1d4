package io.bellhop.delivery;

import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figure;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** How long the queue is, and what will never leave it by itself. Of all replicas together, so every one shows the same. */
@Singleton
final class DeliveryQueue {

    /**
     * What waits for its rate limit, for a place, for a host that is left alone, or for another of its subject is due, too, whatever
     * it has been put off to: a first attempt since its delivery was made. What is just being attempted is not, nor what waits for
     * its subscription to be switched on.
     */
    private static final String FIGURES = """
            select count(*) as waiting, count(*) filter (where is_active is not true) as held,
                count(*) filter (where since <= $1 and is_active) as due,
                coalesce(extract(epoch from $1 - min(since) filter (where since <= $1 and is_active)), 0)::float8 as oldest,
                (select count(*) from delivery where state = 'dead') as dead
            from (
                select subscription_id,
                    case when leased_until > $1 then leased_until when lane = 0 and attempts = 0 then created_at else due_at end
                        as since
                from due_delivery) as waiting
                left join subscription on subscription.id = subscription_id
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
            returning reason
            """;

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Pool pool;
    private final InstantSource clock;
    private final Look look;
    private final Figure waiting;
    private final Figure due;
    private final Figure held;
    private final Figure oldestSeconds;
    private final Figure dead;
    private final DeliveryMetrics metrics;

    DeliveryQueue(Pool pool, InstantSource clock, Figures figures, DeliveryMetrics metrics) {
        this.pool = pool;
        this.clock = clock;
        this.metrics = metrics;
        this.look = figures.look("deliveries", EVERY);
        this.waiting = figures.of("bellhop.delivery.waiting", "Deliveries that are not finished", EVERY);
        this.due = figures.of("bellhop.delivery.due", "Of them, those whose time has come, throttled or not", EVERY);
        this.held = figures.of("bellhop.delivery.held", "Of them, those of subscriptions that are switched off", EVERY);
        this.oldestSeconds = figures.of(
                "bellhop.delivery.oldest.due.seconds", "How long ago the time of the oldest that is due came", EVERY);
        this.dead = figures.of("bellhop.delivery.dead", "Deliveries given up, and kept for a replay", EVERY);
    }

    @Scheduled(
            every = "10s",
            delayed = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = NotAWorker.class,
            identity = "delivery-queue")
    Uni<Void> look() {
        return look.up(connection -> connection
                .preparedQuery(FIGURES)
                .execute(now())
                .invoke(rows -> take(rows.iterator().next())));
    }

    private void take(Row row) {
        waiting.tell(row.getLong("waiting"));
        due.tell(row.getLong("due"));
        held.tell(row.getLong("held"));
        oldestSeconds.tell(row.getDouble("oldest"));
        dead.tell(row.getLong("dead"));
    }

    @Scheduled(every = "1m", delayed = "1m", identity = "delivery-giving-up", skipExecutionIf = NotAWorker.class)
    Uni<Void> giveUp() {
        return pool.preparedQuery(GIVE_UP)
                .execute(now())
                .invoke(rows -> rows.forEach(row -> metrics.givenUp(row.getString("reason"))))
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
