package io.bellhop.registration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Map;

/** Shows as {@code bellhop_registration_drift} of each source that has a webhook whether it was amiss at the last look. */
@Singleton
final class RegistrationMetrics {

    private final MultiGauge drift;

    RegistrationMetrics(MeterRegistry registry) {
        this.drift = MultiGauge.builder("bellhop.registration.drift")
                .description("1 if our webhook at the provider is gone, or not as it is wanted")
                .register(registry);
    }

    void show(Map<String, State> states) {
        drift.register(
                states.entrySet().stream()
                        .<Row<?>>map(entry ->
                                Row.of(Tags.of("source", entry.getKey()), entry.getValue() == State.REGISTERED ? 0 : 1))
                        .toList(),
                true);
    }
}
