package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.confirmation.SendResult.Deferred;
import io.bellhop.confirmation.SendResult.Rejected;
import io.bellhop.confirmation.SendResult.Sent;
import io.bellhop.confirmation.SendResult.Skipped;
import io.bellhop.confirmation.SendResult.Unknown;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextStepTest {

    private static final Instant NOW = Instant.parse("2026-06-20T10:00:00Z");

    private static final ConfirmationConfig.Retry RETRY = new ConfirmationConfig.Retry() {
        @Override
        public Duration base() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration max() {
            return Duration.ofHours(1);
        }

        @Override
        public int maxAttempts() {
            return 9;
        }
    };

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "6, PT32M", "7, PT1H", "8, PT1H"})
    void eachWaitIsTwiceTheOneBeforeUpToTheLongest(int attempt, Duration wait) {
        assertThat(after(new Deferred("busy"), attempt)).isEqualTo(new NextStep(State.OWED, NOW.plus(wait), "busy"));
    }

    @Test
    void theLastAttemptIsTheLast() {
        assertThat(after(new Deferred("busy"), 9))
                .isEqualTo(new NextStep(State.FAILED, null, "busy, to the last attempt"));
    }

    @Test
    void everythingElseIsSettledAtOnce() {
        assertThat(after(new Sent(), 1)).isEqualTo(new NextStep(State.SENT, null, null));
        assertThat(after(new Rejected("no"), 1)).isEqualTo(new NextStep(State.FAILED, null, "no"));
        assertThat(after(new Skipped("past"), 1)).isEqualTo(new NextStep(State.SKIPPED, null, "past"));
        assertThat(after(new Unknown("broke"), 1)).isEqualTo(new NextStep(State.UNCERTAIN, null, "broke"));
    }

    private static NextStep after(SendResult result, int attempt) {
        return NextStep.after(result, attempt, RETRY, NOW);
    }
}
