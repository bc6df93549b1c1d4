package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.egress.CallbackUrl;
import io.bellhop.egress.EgressRules;
import io.bellhop.egress.PostResult.Answered;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which hosts count as left alone. A breaker closes by answers alone, so one that nobody asks any more never would. */
@QuarkusTest
class HostBreakersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DeliveryConfig config;

    @Inject
    EgressRules rules;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private HostBreakers breakers;

    @BeforeEach
    void make() {
        breakers = new HostBreakers(config, registry);
    }

    @Test
    void oneThatNobodySendsAnythingToAnyMoreIsNotCounted() {
        open("https://gone.example.com/");
        assertThat(open()).isEqualTo(1);

        await().atMost(PATIENCE).until(() -> open() == 0);
    }

    @Test
    void oneThatSomethingIsToBeSentToIsCountedUntilItAnswers() {
        open("https://ill.example.com/");

        await().during(config.breaker().delay().multipliedBy(12))
                .atMost(PATIENCE)
                .until(() -> {
                    post("https://ill.example.com/", 503);
                    return open() == 1;
                });
        await().atMost(PATIENCE).until(() -> {
            post("https://ill.example.com/", 204);
            return open() == 0;
        });
    }

    private void open(String url) {
        for (int i = 0; i < config.breaker().volume(); i++) {
            post(url, 503);
        }
    }

    private void post(String url, int status) {
        breakers.unlessOpen(
                        CallbackUrl.parse(url, rules),
                        () -> Uni.createFrom().item(new Answered(status, null, "", false, Duration.ZERO)))
                .await()
                .atMost(PATIENCE);
    }

    private double open() {
        return registry.get("bellhop.delivery.breakers.open").gauge().value();
    }
}
