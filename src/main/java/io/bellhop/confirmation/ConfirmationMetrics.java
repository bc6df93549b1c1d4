package io.bellhop.confirmation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts attempts as {@code bellhop_confirmation_attempts_total}, by the e-mail's kind and the state that it came to:
 * {@code attempted = sent + owed + failed + skipped + uncertain}.
 */
@Singleton
final class ConfirmationMetrics {

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    ConfirmationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Key(Kind kind, State state) {}

    void count(Kind kind, State state) {
        counters.computeIfAbsent(
                        new Key(kind, state),
                        key -> Counter.builder("bellhop.confirmation.attempts")
                                .tag("kind", key.kind().toString())
                                .tag("state", key.state().toString())
                                .register(registry))
                .increment();
    }
}
