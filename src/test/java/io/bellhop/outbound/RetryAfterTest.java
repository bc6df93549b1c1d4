package io.bellhop.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void isInSecondsOrADate() {
        assertThat(RetryAfter.parse("2", NOW)).contains(Duration.ofSeconds(2));
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Mon, 1 Jun 2026 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateThatIsOverMeansNow() {
        assertThat(RetryAfter.parse("Mon, 1 Jun 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void isADayAtMost() {
        assertThat(RetryAfter.parse("999999999", NOW)).contains(Duration.ofDays(1));
        assertThat(RetryAfter.parse("Fri, 31 Dec 9999 23:59:59 GMT", NOW)).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999", "Mon, 99 Jun 2026 12:00:00 GMT"})
    void whatIsNotReadableAsksForNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
