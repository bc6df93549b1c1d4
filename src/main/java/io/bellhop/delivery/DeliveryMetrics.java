package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.NextStep.Dead;
import io.bellhop.delivery.NextStep.Done;
import io.bellhop.delivery.NextStep.Park;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Counts attempts: claimed = delivered + retried + dead + parked + unrecorded, and those in flight. */
@Singleton
final class DeliveryMetrics {

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Timer lag;

    DeliveryMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.lag = Timer.builder("bellhop.delivery.lag")
                .description("From an event's storing to its delivery by a first attempt")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    void claimed() {
        registry.counter("bellhop.delivery.claimed").increment();
    }

    /** @param recorded false if somebody else has the delivery by now, and makes the attempt again */
    void ended(Ended ended, boolean recorded) {
        String target =
                ended.result() instanceof Made made ? made.last().target().toString() : "none";
        count(recorded ? result(ended.next()) : "unrecorded", target);
        ClaimedDelivery delivery = ended.delivery();
        if (ended.next() instanceof Done && delivery.attempt() == 1 && delivery.lane() == Lane.FRESH) {
            lag.record(Duration.between(delivery.sent().event().storedAt(), clock.instant()));
        }
    }

    /** The database stayed away, or a fault of ours: the attempt is made again when its lease has ended. */
    void unrecorded(Throwable why) {
        count("unrecorded", "none");
    }

    private void count(String result, String target) {
        registry.counter("bellhop.delivery.attempts", "result", result, "target", target)
                .increment();
    }

    private static String result(NextStep next) {
        if (next instanceof Done) {
            return "delivered";
        }
        return next instanceof Dead ? "dead" : next instanceof Park ? "parked" : "retried";
    }
}
