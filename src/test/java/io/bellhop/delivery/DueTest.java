package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DueTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-06-10T12:00:00Z");
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    private final Due early = due(ONE, Lane.FRESH, 1);
    private final Due late = due(ONE, Lane.FRESH, 2);
    private final Due again = due(ONE, Lane.AGAIN, 0);
    private final Due others = due(OTHER, Lane.FRESH, 5);

    private static Due due(UUID subscription, Lane lane, int minutes) {
        return new Due(UUID.randomUUID(), subscription, lane, NOON.plusMinutes(minutes), false, false);
    }

    @Test
    void withoutLimitsAllAreTaken() {
        assertThat(Due.choose(List.of(late, again, others, early), any -> Integer.MAX_VALUE, 100))
                .containsExactlyInAnyOrder(early, late, again, others);
    }

    @Test
    void firstAttemptsUseUpTheRateBeforeOthersAndTheOldestFirst() {
        assertThat(Due.choose(List.of(late, again, early), any -> 2, 100)).containsExactly(early, late);
        assertThat(Due.choose(List.of(late, again, early), any -> 1, 100)).containsExactly(early);
        assertThat(Due.choose(List.of(late, again, early), any -> 0, 100)).isEmpty();
    }

    @Test
    void whatWaitsForAnotherIsNotTaken() {
        Due blocked = new Due(UUID.randomUUID(), ONE, Lane.FRESH, NOON, false, true);

        assertThat(Due.choose(List.of(blocked, late), any -> 1, 100)).containsExactly(late);
    }

    @Test
    void aLimitTakesTheFirstOfEachBeforeTheSecondOfAny() {
        assertThat(Due.choose(List.of(early, late, again, others), any -> Integer.MAX_VALUE, 2))
                .containsExactly(early, others);
    }
}
