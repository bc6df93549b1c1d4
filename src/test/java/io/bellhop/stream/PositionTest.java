package io.bellhop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Mark BEFORE = new Mark(new Snapshot(795, 799, List.of(795L)), NOON);
    private static final Mark AFTER = new Mark(new Snapshot(800, 800, List.of()), NOON.plusSeconds(1));
    private static final EventId ID = EventId.parse("evt_01a1fe520ce37b97a18dd883739ba859");

    @Test
    void isReadAsItWasWritten() {
        for (Position position : List.of(Position.at(BEFORE), new Position(BEFORE, AFTER, ID))) {
            assertThat(Position.parse(position.toString())).isEqualTo(position);
        }
    }

    @Test
    void beforeTheFirstOfAStepIsItsBeginning() {
        assertThat(Position.parse(new Position(BEFORE, AFTER, null).toString())).isEqualTo(Position.at(BEFORE));
    }

    @Test
    void anEventsIdKnowsNothingOfWhatWasSeenBeforeIt() {
        Position position = Position.parse(ID.toString());

        assertThat(position).isEqualTo(Position.at(new Mark(Snapshot.NOTHING, EventIds.storedAt(ID.value()))));
        assertThat(position.from().sees(ID, 5)).isFalse();
        assertThat(position.from().end()).isLessThan(ID.value());
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : List.of(
                "",
                "x",
                "at-",
                "at-1",
                "at-1.2",
                "at-1.2.1",
                "at-1.2.3.9",
                "evt_1",
                ID + "-",
                ID + "-1.2.3",
                ID + "-1.2.3-",
                ID + "-1.2.3-1.2.3-4",
                "at-9999999999999999.1.1",
                "at-1.99999999999999999999.1",
                "at-1.1.1" + ".1".repeat(9000),
                ID + "\n",
                "evt_01A1FE520CE37B97A18DD883739BA859")) {
            assertThatThrownBy(() -> Position.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ofAStoreThatWasRestoredToBeforeNothingIsKnown() {
        Position position = new Position(BEFORE, AFTER, ID);

        assertThat(position.within(AFTER)).isEqualTo(position);
        assertThat(position.within(BEFORE)).isEqualTo(Position.at(new Mark(Snapshot.NOTHING, NOON)));
    }

    @Test
    void aMarkLooksBackByHowLateAnEventMayBe() {
        assertThat(BEFORE.floor(Duration.ofSeconds(30))).isEqualTo(EventIds.floor(NOON.minusSeconds(30)));
    }

    @Test
    void farFromAMarkItIsTheTimeThatTellsWhatItSaw() {
        assertThat(BEFORE.sees(at(NOON), 700)).isTrue();
        assertThat(BEFORE.sees(at(NOON), 799)).isFalse();
        assertThat(BEFORE.sees(at(NOON.plus(Duration.ofHours(2))), 700)).isFalse();
        assertThat(BEFORE.sees(at(NOON.minus(Duration.ofHours(2))), 799)).isTrue();
    }

    private static EventId at(Instant moment) {
        return new EventId(new UUID(EventIds.floor(moment).getMostSignificantBits(), 1));
    }
}
