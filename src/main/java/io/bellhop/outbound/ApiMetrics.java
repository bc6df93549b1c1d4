package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
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
    private static final String FAULT = "fault";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> tokens = new ConcurrentHashMap<>();

    ApiMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void call(String source, Throwable failure) {
        calls(source, outcome(failure)).increment();
    }

    /** Of one that was not let through, nothing is counted. */
    void attempt(String source, Throwable failure) {
        if (failure instanceof ApiFailureException api && !api.kind().isAnAttempt()) {
            return;
        }
        attempts(source, outcome(failure)).increment();
    }

    /** From then on its counters are there, at zero, so that their first increase is seen as one. */
    void expect(String source) {
        for (String outcome : List.of(SUCCESS, FAULT)) {
            calls(source, outcome);
            attempts(source, outcome);
        }
        for (Kind kind : Kind.values()) {
            calls(source, outcome(kind));
            if (kind.isAnAttempt()) {
                attempts(source, outcome(kind));
            }
        }
    }

    /** It takes tokens; none is there yet. */
    void expectTokens(String source) {
        tokens.computeIfAbsent(source, this::tokenGauge);
    }

    void tokenExpires(String source, Instant at) {
        tokens.computeIfAbsent(source, this::tokenGauge).set(at.getEpochSecond());
    }

    private AtomicLong tokenGauge(String source) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("bellhop.api.token.expiry.timestamp.seconds", value, AtomicLong::get)
                .description(
                        "When the source's newest token for its provider's API expires, in seconds since 1970; 0 for none yet")
                .tag("source", source)
                .strongReference(true)
                .register(registry);
        return value;
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return SUCCESS;
        }
        return failure instanceof ApiFailureException api ? outcome(api.kind()) : FAULT;
    }

    private static String outcome(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Counter calls(String source, String outcome) {
        return registry.counter("bellhop.api.calls", "source", source, "outcome", outcome);
    }

    private Counter attempts(String source, String outcome) {
        return registry.counter("bellhop.api.attempts", "source", source, "outcome", outcome);
    }
}
