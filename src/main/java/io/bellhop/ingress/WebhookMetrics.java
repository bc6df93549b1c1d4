package io.bellhop.ingress;

import io.bellhop.signature.Verdict;
import io.bellhop.telemetry.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts webhook requests as {@code bellhop_webhook_requests_total}, by source and outcome, and the time to their answers. What
 * was received is the sum over the outcomes: every request ends in exactly one. If it does not add up, something is lost. The
 * refused ones are counted by reason, too: {@code refused = missing + malformed + mismatch + …}.
 */
@Singleton
final class WebhookMetrics {

    /** The source of requests to one that there is not: anyone can send any name. */
    static final String NO_SOURCE = "none";

    private final MeterRegistry registry;
    private final Map<Key, Ended> ended = new ConcurrentHashMap<>();

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        of(NO_SOURCE, Outcome.UNKNOWN_SOURCE);
    }

    /** How a request ended. */
    enum Outcome {
        /** At least one of its events is new. */
        STORED(202),
        /** All of its events were there already. */
        DUPLICATE(202),
        /** Not proved genuine. */
        REFUSED(401),
        UNKNOWN_SOURCE(404),
        /** Its query is not properly encoded. */
        BAD_REQUEST(400),
        RATE_LIMITED(429),
        TOO_LARGE(413),
        TOO_SLOW(408),
        /** Answered 503: genuine and not durable just now, or not even proved, because there was no room for it. */
        SHED(503),
        /** Answered 503, not proved genuine and not kept for a second look either. */
        NOT_KEPT(503),
        /** Answered 503, and nobody knows whether it was genuine: too many bodies were being read. */
        NOT_READ(503),
        /** The sender went away before its body was whole. */
        ABORTED(0),
        /** A fault of ours. */
        FAILED(500);

        private final int status;

        Outcome(int status) {
            this.status = status;
        }

        /** What the sender is answered; 0 if it is not. */
        int status() {
            return status;
        }

        /** Of a body that was not read whole. */
        static Outcome of(int problemStatus) {
            return switch (problemStatus) {
                case 413 -> TOO_LARGE;
                case 408 -> TOO_SLOW;
                default -> NOT_READ;
            };
        }
    }

    private record Key(String source, Outcome outcome) {}

    private record Ended(Counter count, Timer took) {}

    /** From then on its counters are there, at zero, so that their first increase is seen as one. */
    void expect(String source) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.UNKNOWN_SOURCE) {
                of(source, outcome);
            }
        }
        for (Verdict.Reason reason : Verdict.Reason.values()) {
            refused(source, reason);
        }
    }

    /**
     * @param source only the name of one that exists, or {@link #NO_SOURCE}
     * @param took from the request's head to its answer
     */
    void count(String source, Outcome outcome, Duration took) {
        Ended of = of(source, outcome);
        of.count().increment();
        of.took().record(took);
    }

    void countRefused(String source, Verdict.Reason reason) {
        refused(source, reason).increment();
    }

    private Counter refused(String source, Verdict.Reason reason) {
        return Counter.builder("bellhop.webhook.refused")
                .description("Webhook requests that were not proved genuine, by why")
                .tag("source", source)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Ended of(String source, Outcome outcome) {
        return ended.computeIfAbsent(new Key(source, outcome), this::register);
    }

    private Ended register(Key key) {
        String outcome = key.outcome().name().toLowerCase(Locale.ROOT);
        Counter count = Counter.builder("bellhop.webhook.requests")
                .description("Webhook requests, each once, by how it ended")
                .tag("source", key.source())
                .tag("outcome", outcome)
                .register(registry);
        Timer took = Timer.builder("bellhop.webhook.answer")
                .description("From a webhook request's head to its answer")
                .tag("source", key.source())
                .tag("outcome", outcome)
                .serviceLevelObjectives(Buckets.waits())
                .register(registry);
        return new Ended(count, took);
    }
}
