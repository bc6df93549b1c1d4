package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.NextStep.Dead;
import io.bellhop.delivery.NextStep.Done;
import io.bellhop.delivery.NextStep.Park;
import io.bellhop.egress.Failure;
import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.bellhop.telemetry.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Counts attempts: claimed = delivered + retried + dead + parked + unrecorded, and those in flight. Times their requests. */
@Singleton
final class DeliveryMetrics {

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Counter claimed;
    private final Timer lag;

    DeliveryMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.claimed = Counter.builder("bellhop.delivery.claimed")
                .description("Deliveries that this replica took on to attempt them")
                .register(registry);
        this.lag = Timer.builder("bellhop.delivery.lag")
                .description("From an event's storing to its delivery by a first attempt")
                .serviceLevelObjectives(Buckets.lags())
                .register(registry);
        expect();
    }

    /** What came of an attempt. */
    enum Result {
        DELIVERED,
        RETRIED,
        DEAD,
        /** Its host came to be left alone meanwhile; it was none. */
        PARKED,
        /** Made again when its lease has ended: the database stayed away, somebody else has it, or a fault of ours. */
        UNRECORDED;

        static Result of(NextStep next, boolean recorded) {
            if (!recorded) {
                return UNRECORDED;
            }
            if (next instanceof Done) {
                return DELIVERED;
            }
            return next instanceof Dead ? DEAD : next instanceof Park ? PARKED : RETRIED;
        }

        /** As in labels. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From then on they are there, at zero, so that their first increase is seen as one. */
    private void expect() {
        for (Result result : Result.values()) {
            attempts(result, NONE);
            for (Target target : Target.values()) {
                attempts(result, target.toString());
            }
        }
        List.of("2xx", "3xx", "4xx", "5xx").forEach(this::requests);
        List.of("too_old", "subscription_removed").forEach(this::givenUps);
        for (Failure failure : Failure.values()) {
            requests(failure.snakeCase());
        }
    }

    void claimed() {
        claimed.increment();
    }

    /** @param recorded false if somebody else has the delivery by now, and makes the attempt again */
    void ended(Ended ended, boolean recorded) {
        String target = NONE;
        if (ended.result() instanceof Made made) {
            target = made.last().target().toString();
            made.exchanges().forEach(exchange -> requests(kind(exchange)).record(exchange.took()));
        }
        Result result = Result.of(ended.next(), recorded);
        attempts(result, target).increment();
        ClaimedDelivery delivery = ended.delivery();
        if (result == Result.DELIVERED && delivery.attempt() == 1 && delivery.lane() == Lane.FRESH) {
            lag.record(Duration.between(delivery.sent().event().storedAt(), clock.instant()));
        }
    }

    /** The database stayed away, or a fault of ours: the attempt is made again when its lease has ended. */
    void unrecorded() {
        attempts(Result.UNRECORDED, NONE).increment();
    }

    /** Without a further attempt. */
    void givenUp(String reason) {
        givenUps(reason).increment();
    }

    private Counter givenUps(String reason) {
        return Counter.builder("bellhop.delivery.given.up")
                .description("Deliveries that ended without a further attempt, by why")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter attempts(Result result, String target) {
        return Counter.builder("bellhop.delivery.attempts")
                .description("Attempts of deliveries, each once, by what came of it")
                .tag("result", result.toString())
                .tag("target", target)
                .register(registry);
    }

    private Timer requests(String result) {
        return Timer.builder("bellhop.delivery.request")
                .description("Requests to subscribers, from name to the answer's end")
                .tag("result", result)
                .serviceLevelObjectives(Buckets.waits())
                .register(registry);
    }

    /** The hundred of its status, or why there was none. */
    private static String kind(Exchange exchange) {
        return exchange.result() instanceof Answered answered
                ? answered.status() / 100 + "xx"
                : ((Failed) exchange.result()).failure().snakeCase();
    }
}
