package io.bellhop.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallBudgetIT {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    private final String credential = UUID.randomUUID().toString();

    @Test
    void aMinuteHasAsManyCallsAsTheRateWithinATwentieth() {
        for (int perMinute : List.of(20, 60, 100, 600)) {
            CallBudget budget = new CallBudget(pool, () -> NOW);
            String own = credential + perMinute;

            List<Duration> waits = IntStream.range(0, perMinute * 2)
                    .mapToObj(i -> budget.take(own, perMinute).await().atMost(LIMIT))
                    .toList();

            for (Duration from : waits) {
                Duration to = from.plusMinutes(1);
                if (waits.get(waits.size() - 1).compareTo(to) >= 0) {
                    long calls = waits.stream()
                            .filter(wait -> wait.compareTo(from) >= 0 && wait.compareTo(to) < 0)
                            .count();
                    assertThat(calls).isBetween(perMinute * 95L / 100, perMinute * 105L / 100);
                }
            }
        }
    }

    @Test
    void replicasShareOneBudget() {
        CallBudget one = new CallBudget(pool, () -> NOW);
        CallBudget other = new CallBudget(pool, () -> NOW);
        for (int i = 0; i < 5; i++) {
            one.take(credential, 60).await().atMost(LIMIT);
            other.take(credential, 60).await().atMost(LIMIT);
        }

        Duration wait = one.take(credential, 60).await().atMost(LIMIT);

        // of eleven calls three are let through at once
        assertThat(wait).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void afterAPauseNobodyCallsBeforeItsEnd() {
        CallBudget budget = new CallBudget(pool, () -> NOW);
        budget.take(credential, 60).await().atMost(LIMIT);

        budget.pause(credential, Duration.ofSeconds(30)).await().atMost(LIMIT);

        assertThat(budget.take(credential, 60).await().atMost(LIMIT)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        CallBudget yesterday = new CallBudget(pool, () -> NOW.minus(Duration.ofDays(1)));
        yesterday.take(credential, 60).await().atMost(LIMIT);
        CallBudget budget = new CallBudget(pool, () -> NOW);

        List<Duration> waits = IntStream.range(0, 10)
                .mapToObj(i -> budget.take(credential, 60).await().atMost(LIMIT))
                .toList();

        assertThat(waits.stream().filter(Duration::isZero).count()).isEqualTo(3);
    }
}
