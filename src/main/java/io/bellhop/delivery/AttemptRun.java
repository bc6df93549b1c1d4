package io.bellhop.delivery;

import io.bellhop.subscription.ActiveSubscription;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** From a claimed delivery to its recorded attempt, and what that says of its subscription. */
@Singleton
final class AttemptRun {

    private final DeliveryAttempt attempt;
    private final AttemptLog log;
    private final HealthLog health;
    private final AttemptRecord record;
    private final InstantSource clock;

    AttemptRun(DeliveryAttempt attempt, AttemptLog log, HealthLog health, AttemptRecord record, InstantSource clock) {
        this.attempt = attempt;
        this.log = log;
        this.health = health;
        this.record = record;
        this.clock = clock;
    }

    /** Never fails. Ends when the attempt is recorded, or cannot be, for as long as its lease lasts. */
    Uni<Void> run(ActiveSubscription subscription, ClaimedDelivery claimed) {
        Span span = record.begin(subscription, claimed);
        return Uni.createFrom()
                .deferred(() -> attempt.make(subscription, claimed, record.header(span)))
                // A large body takes its time to be read and signed.
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .map(result -> ended(subscription, claimed, result))
                .call(ended -> log.record(ended).invoke(recorded -> record.ended(ended, recorded, span)))
                .call(ended -> health.told(subscription, ended))
                .onFailure()
                .invoke(failure -> record.unrecorded(claimed, failure, span))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Ended ended(ActiveSubscription subscription, ClaimedDelivery claimed, AttemptResult result) {
        double chance = ThreadLocalRandom.current().nextDouble();
        return new Ended(
                claimed, result, NextStep.after(result, claimed, subscription.retry(), clock.instant(), chance));
    }
}
