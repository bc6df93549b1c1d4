package io.bellhop.subscription;

import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figure;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** How the subscriptions fare, each counted once: {@code all = delivering + failing + disabled + off}. The same on every replica. */
@Singleton
final class SubscriptionFigures {

    private static final Duration EVERY = Duration.ofSeconds(30);

    private static final String FIGURES = """
            select count(*) filter (where is_active and failing_since is null) as delivering,
                count(*) filter (where is_active and failing_since is not null) as failing,
                count(*) filter (where not is_active and disabled_at is not null) as disabled,
                count(*) filter (where not is_active and disabled_at is null) as off,
                count(*) filter (where not is_active and disabled_at > $1::timestamptz - interval '1 hour') as disabled_lately,
                coalesce(extract(epoch from $1 - min(failing_since) filter (where is_active)), 0)::float8 as failing_for
            from subscription left join subscription_health on subscription_id = id
            """;

    private final InstantSource clock;
    private final Look look;
    private final Figure delivering;
    private final Figure failing;
    private final Figure disabled;
    private final Figure off;
    private final Figure disabledLately;
    private final Figure failingSeconds;

    SubscriptionFigures(InstantSource clock, Figures figures) {
        this.clock = clock;
        this.look = figures.look("subscriptions", EVERY);
        this.delivering = inState("delivering", figures);
        this.failing = inState("failing", figures);
        this.disabled = inState("disabled", figures);
        this.off = inState("off", figures);
        this.disabledLately = figures.of(
                "bellhop.subscriptions.disabled.last.hour",
                "Of those that the gateway has switched off, those of the last hour",
                EVERY);
        this.failingSeconds = figures.of(
                "bellhop.subscription.failing.seconds",
                "For how long the active subscription that has failed for longest has only failed",
                EVERY);
    }

    private static Figure inState(String state, Figures figures) {
        return figures.of("bellhop.subscriptions", "Subscriptions, each once, by how they fare", EVERY, "state", state);
    }

    @Scheduled(
            every = "30s",
            delayed = "3s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = NotAWorker.class,
            identity = "subscription-figures")
    Uni<Void> look() {
        return look.up(connection -> connection
                .preparedQuery(FIGURES)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(rows -> take(rows.iterator().next())));
    }

    private void take(Row row) {
        delivering.tell(row.getLong("delivering"));
        failing.tell(row.getLong("failing"));
        disabled.tell(row.getLong("disabled"));
        off.tell(row.getLong("off"));
        disabledLately.tell(row.getLong("disabled_lately"));
        failingSeconds.tell(row.getDouble("failing_for"));
    }
}
