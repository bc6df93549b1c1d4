package io.bellhop.registration;

import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Shows as {@code bellhop_registration_drift} of each source that has a webhook whether it was amiss at the last look. */
@Singleton
final class RegistrationMetrics {

    private final Figures figures;
    private final Look look;
    private final Duration lookedUpEvery;

    RegistrationMetrics(Figures figures, RegistrationConfig config) {
        this.figures = figures;
        this.lookedUpEvery = config.poll();
        this.look = figures.look("registrations", lookedUpEvery);
    }

    void show(Map<String, State> states) {
        look.told();
        states.forEach((source, state) -> figures.of(
                        "bellhop.registration.drift",
                        "1 if our webhook at the provider is gone, or not as it is wanted",
                        lookedUpEvery,
                        "source",
                        source)
                .tell(state == State.REGISTERED ? 0 : 1));
    }
}
