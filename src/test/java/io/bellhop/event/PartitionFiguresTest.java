package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PartitionFiguresTest {

    private static final Instant NOON = Instant.parse("2026-06-10T12:00:00Z");

    @Test
    void countsTheDaysAfterTodayUpToTheFirstThatIsMissing() {
        assertThat(PartitionFigures.daysAhead(days("2026-06-09", "2026-06-10", "2026-06-11", "2026-06-13"), NOON))
                .isEqualTo(1);
        assertThat(PartitionFigures.daysAhead(days("2026-06-10"), NOON)).isZero();
        assertThat(PartitionFigures.daysAhead(days("2026-06-09", "2026-06-11"), NOON))
                .isEqualTo(-1);
    }

    @Test
    void aDayThatMayBeThereIsNoLag() {
        assertThat(PartitionFigures.lag(days("2026-06-08", "2026-06-10"), Duration.ofDays(2), NOON))
                .isZero();
        assertThat(PartitionFigures.lag(days(), Duration.ofDays(2), NOON)).isZero();
    }

    @Test
    void aDayThatShouldBeGoneLagsSinceTheMidnightThatEndedIt() {
        assertThat(PartitionFigures.lag(days("2026-06-07", "2026-06-10"), Duration.ofDays(2), NOON))
                .isEqualTo(Duration.ofHours(12));
        assertThat(PartitionFigures.lag(days("2026-06-06"), Duration.ofDays(2), NOON))
                .isEqualTo(Duration.ofHours(36));
    }

    private static NavigableSet<LocalDate> days(String... days) {
        return Arrays.stream(days).map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new));
    }
}
