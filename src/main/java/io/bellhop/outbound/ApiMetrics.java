package io.bellhop.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts calls as {@code bellhop_api_calls_total}, each once, by how it ended; and as {@code bellhop_api_attempts_total} the
 * requests that they took.
 */
@Singleton
final class ApiMetrics {

    private static final String SUCCESS = "success";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> tokens = new ConcurrentHashMap<>();

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
    }

    /** From then on its counters are there, at zero, so that their first increase is seen as one. */
    void expect(String source) {
        counter("bellhop.api.calls", source, SUCCESS);
        counter("bellhop.api.attempts", source, SUCCESS);
        for (ApiFailureException.Kind kind : ApiFailureException.Kind.values()) {
            counter("bellhop.api.calls", source, kind.name().toLowerCase(Locale.ROOT));
        }
    }

    void tokenExpires(String source, Instant at) {
        tokens.computeIfAbsent(source, this::tokenGauge).set(at.getEpochSecond());
    }

    private AtomicLong tokenGauge(String source) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("bellhop.api.token.expiry.timestamp.seconds", value, AtomicLong::get)
                .description("When the source's newest token for its provider's API expires, in seconds since 1970")
                .tag("source", source)
                .strongReference(true)
                .register(registry);
        return value;
    }

    private void count(String name, String source, Throwable failure) {
        String outcome = failure == null
                ? SUCCESS
                : failure instanceof ApiFailureException api ? api.kind().name().toLowerCase(Locale.ROOT) : "fault";
        counter(name, source, outcome).increment();
    }

    private Counter counter(String name, String source, String outcome) {
        return registry.counter(name, "source", source, "outcome", outcome);
    }
}
