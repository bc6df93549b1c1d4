package io.bellhop.confirmation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts attempts as {@code bellhop_confirmation_attempts_total}, by the e-mail's kind and the state that it came to:
 * {@code attempted = sent + owed + failed + skipped + uncertain}.
 */
@Singleton
final class ConfirmationMetrics {

    private static final Set<State> RESULTS =
            EnumSet.of(State.SENT, State.OWED, State.FAILED, State.SKIPPED, State.UNCERTAIN);

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    ConfirmationMetrics(MeterRegistry registry) {
        this.registry = registry;
        // There from the beginning, at zero, so that their first increase is seen as one.
        for (Kind kind : Kind.values()) {
            RESULTS.forEach(state -> counter(kind, state));
        }
    }

    private record Key(Kind kind, State state) {}

    void count(Kind kind, State state) {
        counter(kind, state).increment();
    }

    private Counter counter(Kind kind, State state) {
        return counters.computeIfAbsent(
                new Key(kind, state),
                key -> Counter.builder("bellhop.confirmation.attempts")
                        .description("Attempts to send an e-mail, each once, by the state that it came to")
                        .tag("kind", key.kind().toString())
                        .tag("state", key.state().toString())
                        .register(registry));
    }
}
