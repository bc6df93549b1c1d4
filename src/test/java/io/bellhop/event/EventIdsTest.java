package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private final EventIds ids = new EventIds();

    @Test
    void areUuidsOfVersionSeven() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void eachIsGreaterThanTheOneBefore() {
        String before = "";
        for (int i = 0; i < 50_000; i++) {
            String id = new EventId(ids.next()).toString();
            assertThat(id.compareTo(before) > 0).as("%s after %s", id, before).isTrue();
            before = id;
        }
    }

    @Test
    void tellWhenTheyWereMade() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        Instant stored = EventIds.storedAt(ids.next());

        assertThat(stored).isBetween(before, Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    @Test
    void theFloorOfAMomentIsBelowItsIdsAndAboveEarlierOnes() {
        UUID id = ids.next();
        Instant stored = EventIds.storedAt(id);

        assertThat(EventIds.floor(stored)).isLessThan(id);
        assertThat(EventIds.floor(stored.plusMillis(1))).isGreaterThan(id);
    }

    @Test
    void theFloorIsTheMillisecondAndNothingElse() {
        UUID floor = EventIds.floor(Instant.parse("2026-06-09T00:00:00.000999Z"));

        assertThat(floor).isEqualTo(UUID.fromString("019ea9ad-cc00-0000-0000-000000000000"));
        assertThat(EventIds.storedAt(floor)).isEqualTo(Instant.parse("2026-06-09T00:00:00Z"));
    }
}
