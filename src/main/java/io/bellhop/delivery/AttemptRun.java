package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.NextStep.Dead;
import io.bellhop.delivery.NextStep.Park;
import io.bellhop.delivery.NextStep.Retry;
import io.bellhop.subscription.ActiveSubscription;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** From a claimed delivery to its recorded attempt, and what that says of its subscription. */
@Singleton
final class AttemptRun {

    private static final Logger LOG = Logger.getLogger(AttemptRun.class);

    private final DeliveryAttempt attempt;
    private final AttemptLog log;
    private final HealthLog health;
    private final DeliveryMetrics metrics;
    private final InstantSource clock;

    AttemptRun(
            DeliveryAttempt attempt, AttemptLog log, HealthLog health, DeliveryMetrics metrics, InstantSource clock) {
        this.attempt = attempt;
        this.log = log;
        this.health = health;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Never fails. Ends when the attempt is recorded, or cannot be, for as long as its lease lasts. */
    Uni<Void> run(ActiveSubscription subscription, ClaimedDelivery claimed) {
        metrics.claimed();
        return Uni.createFrom()
                .deferred(() -> attempt.make(subscription, claimed))
                // A large body takes its time to be read and signed.
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .map(result -> ended(subscription, claimed, result))
                .call(ended -> log.record(ended).invoke(recorded -> note(ended, recorded)))
                .call(ended -> health.told(subscription, ended))
                .onFailure()
                .invoke(metrics::unrecorded)
                .onFailure()
                .invoke(failure -> LOG.errorf("delivery.fault delivery_id=%s reason=%s", claimed.id(), failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Ended ended(ActiveSubscription subscription, ClaimedDelivery claimed, AttemptResult result) {
        double chance = ThreadLocalRandom.current().nextDouble();
        return new Ended(
                claimed, result, NextStep.after(result, claimed, subscription.retry(), clock.instant(), chance));
    }

    private void note(Ended ended, boolean recorded) {
        ClaimedDelivery delivery = ended.delivery();
        metrics.ended(ended, recorded);
        if (ended.next() instanceof Park) {
            return;
        }
        Exchange last = ended.result() instanceof Made made ? made.last() : null;
        LOG.infof(
                "delivery.attempted delivery_id=%s event_id=%s subscription_id=%s attempt=%d target=%s status=%s reason=%s"
                        + " latency_ms=%s next=%s%s",
                delivery.id(),
                delivery.sent() == null ? null : delivery.sent().event().id(),
                delivery.subscription(),
                delivery.attempt(),
                last == null ? null : last.target(),
                last == null
                        ? null
                        : last.answer().map(answer -> answer.status()).orElse(null),
                last == null ? null : last.reason(),
                last == null ? null : last.took().toMillis(),
                next(ended.next()),
                recorded ? "" : " recorded=false");
    }

    private String next(NextStep next) {
        if (next instanceof Retry retry) {
            Instant now = clock.instant();
            return "retry due_in_ms=" + (retry.dueAt().toEpochMilli() - now.toEpochMilli());
        }
        return next instanceof Dead dead ? "dead because=" + dead.reason() : "done";
    }
}
