package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.event.EventId;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

    private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");
    private static final EventId EVENT = EventId.parse("evt_01a1fe520ce37b97a18dd883739ba859");

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 20", "2, 80", "3, 320"})
    void eachFurtherFailureWaitsFourTimesAsLong(int before, int seconds) {
        Failure failure = failure(before, Map.of());

        assertThat(failure.attempts()).isEqualTo(before + 1);
        assertThat(failure.retryAt()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 100})
    void theLastFailureSetsItAside(int before) {
        Failure failure = failure(before, Map.of());

        assertThat(failure.attempts()).isEqualTo(before + 1);
        assertThat(failure.retryAt()).isNull();
    }

    @Test
    void theScheduleIsThatOfTheSettings() {
        Map<String, String> settings =
                Map.of("bellhop.processing.max-attempts", "2", "bellhop.processing.retry-delay", "1m");

        assertThat(failure(0, settings).retryAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(failure(1, settings).retryAt()).isNull();
    }

    @Test
    void noNumberOfAttemptsMakesTheDelayOverflow() {
        Map<String, String> settings = Map.of("bellhop.processing.max-attempts", "1000000");

        for (int before = 0; before < 200; before++) {
            assertThat(failure(before, settings).retryAt()).isAfter(NOW);
        }
    }

    @Test
    void whatWillNeverBeReadableIsSetAsideAtOnce() {
        Failure failure = Failure.setAside(EVENT, 0, "a merge without the ids of the guests that went");

        assertThat(failure).isEqualTo(new Failure(EVENT, 1, "a merge without the ids of the guests that went", null));
    }

    @Test
    void aReasonIsBoundedAndCanBeStored() {
        assertThat(Failure.setAside(EVENT, 0, "x".repeat(10_000)).reason()).hasSize(500);
        assertThat(Failure.setAside(EVENT, 0, "a\0b").reason()).isEqualTo("a\uFFFDb");
        assertThat(Failure.setAside(EVENT, 0, null).reason()).isEqualTo("null");
    }

    private static Failure failure(int before, Map<String, String> settings) {
        ProcessingConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ProcessingConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ProcessingConfig.class);
        return Failure.of(EVENT, before, "no usable source named \"bistro\"", config, NOW);
    }
}
