package io.bellhop.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts calls as {@code bellhop_api_calls_total}, each once, by how it ended; and as {@code bellhop_api_attempts_total} the
 * requests that they took.
 */
@Singleton
final class ApiMetrics {

    private static final String SUCCESS = "success";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

    ApiMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void call(String source, Throwable failure) {
        count("bellhop.api.calls", source, failure);
    }

    /** Of one that was not let through, nothing is counted. */
    void attempt(String source, Throwable failure) {
        if (failure instanceof ApiFailureException api && !api.kind().isAnAttempt()) {
            return;
        }
        count("bellhop.api.attempts", source, failure);
        if (failure == null) {
            credentialsRefused(source, false);
        }
    }

    /** An alarm: nobody but a person can put the credentials right. */
    void credentialsRefused(String source, boolean are) {
        refused.computeIfAbsent(source, this::gauge).set(are ? 1 : 0);
    }

    private AtomicInteger gauge(String source) {
        AtomicInteger value = new AtomicInteger();
        Gauge.builder("bellhop.api.credentials.refused", value, AtomicInteger::get)
                .description("1 since the provider refused the source's credentials, until it takes them again")
                .tag("source", source)
                .strongReference(true)
                .register(registry);
        return value;
    }

    private void count(String name, String source, Throwable failure) {
        String outcome = failure == null
                ? SUCCESS
                : failure instanceof ApiFailureException api ? api.kind().name().toLowerCase(Locale.ROOT) : "fault";
        registry.counter(name, "source", source, "outcome", outcome).increment();
    }
}
