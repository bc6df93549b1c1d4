package io.bellhop.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMaskTest {

    @ParameterizedTest
    @CsvSource({
        "*, reservation.created",
        "reservation.created, reservation.created",
        "guest.created;reservation.created, reservation.created",
        "reservation.*, reservation.no_show",
        "room.*, room.presence.changed",
        "room.presence.*, room.presence.changed",
        "unreadable, unreadable",
    })
    void matches(String mask, String type) {
        assertThat(EventMask.parse(mask).matches(type)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "reservation.created, reservation.updated",
        "reservation, reservation.created",
        "reservation.*, reservation",
        "reservation.*, reservations.created",
        "room.*.changed, room.presence.changed",
    })
    void doesNotMatch(String mask, String type) {
        EventMask read = mask.equals("room.*.changed") ? new EventMask(List.of(mask)) : EventMask.parse(mask);

        assertThat(read.matches(type)).isFalse();
    }

    @Test
    void isStoredWithoutBlanksAndRepetitionsInItsOwnOrder() {
        assertThat(EventMask.parse(" room.* ; guest.created;room.*")).hasToString("room.*;guest.created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "reservation.created;",
                "*.created",
                "reservation*",
                "reservation.*.*",
                "Reservation.created",
                ".created",
                "reservation..created",
                "reservation.created,guest.created",
                "reservation.created guest.created",
                "reservation.created\u0000",
                "**",
            })
    void refusesWhatIsNone(String mask) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventMask.parse(mask))
                .withMessage("takes * or names joined by ; as in reservation.*;room.presence.changed");
    }

    @Test
    void theStarStandsAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventMask.parse("reservation.created;*"))
                .withMessageStartingWith("* stands alone");
    }

    @Test
    void hasAtMostAHundredNamesOfAHundredCharacters() {
        String names = IntStream.range(0, 100).mapToObj(i -> "type_" + i).collect(Collectors.joining(";"));

        assertThat(EventMask.parse(names).names()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> EventMask.parse(names + ";one_more"));
        assertThat(EventMask.parse("x".repeat(100)).names()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> EventMask.parse("x".repeat(101)));
    }
}
