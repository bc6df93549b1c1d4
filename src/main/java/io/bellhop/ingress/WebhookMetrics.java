package io.bellhop.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts webhook requests as {@code bellhop_webhook_requests_total}, by source and outcome. What was received is the sum over
 * the outcomes: every request ends in exactly one. If it does not add up, something is lost.
 */
@Singleton
final class WebhookMetrics {

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How a request ended. */
    enum Outcome {
        /** At least one of its events is new. */
        STORED,
        /** All of its events were there already. */
        DUPLICATE,
        /** Not proved genuine. */
        REFUSED,
        UNKNOWN_SOURCE,
        RATE_LIMITED,
        TOO_LARGE,
        TOO_SLOW,
        /** Answered 503: not durable just now. */
        SHED,
        /** The sender went away before its body was whole. */
        ABORTED,
        /** A fault of ours, answered 500. */
        FAILED
    }

    private record Key(String source, Outcome outcome) {}

    /** @param source only the name of one that exists, or "none": anyone can send any other */
    void count(String source, Outcome outcome) {
        counters.computeIfAbsent(
                        new Key(source, outcome),
                        key -> Counter.builder("bellhop.webhook.requests")
                                .tag("source", key.source())
                                .tag("outcome", key.outcome().name().toLowerCase(Locale.ROOT))
                                .register(registry))
                .increment();
    }
}
