package io.bellhop.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailingTest {

    private static final Instant SINCE = Instant.parse("2026-05-04T08:22:32Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, NOT_LONG",
        "PT59H59M59S, NOT_LONG",
        "PT60H, LONG",
        "PT119H59M59S, LONG",
        "PT120H, TOO_LONG",
        "PT2400H, TOO_LONG"
    })
    void isLongFromHalfOfTheLimitAndTooLongFromAllOfIt(Duration failing, Failing expected) {
        assertThat(Failing.of(SINCE, SINCE.plus(failing), Duration.ofDays(5))).isEqualTo(expected);
    }
}
