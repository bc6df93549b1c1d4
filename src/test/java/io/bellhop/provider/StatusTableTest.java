package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.change.ReservationStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTableTest {

    private static final StatusTable TABLE =
            new StatusTable(Map.of("NO_SHOW", ReservationStatus.NO_SHOW, "BOOKED", ReservationStatus.CONFIRMED));

    @ParameterizedTest
    @ValueSource(strings = {"NO_SHOW", "no_show", "No Show", "no-show", " NO_SHOW "})
    void doesNotMindHowAStatusIsWritten(String theirs) {
        assertThat(TABLE.meaning(theirs)).isEqualTo(ReservationStatus.NO_SHOW);
    }

    @Test
    void whatIsNotInItMeansNothing() {
        assertThat(TABLE.meaning("NO_ANSWER")).isNull();
        assertThat(TABLE.meaning(null)).isNull();
    }

    @Test
    void takesMoreAndOther() {
        StatusTable more =
                TABLE.with(Map.of("booked", ReservationStatus.REQUESTED, "no answer", ReservationStatus.REQUESTED));

        assertThat(more.meaning("BOOKED")).isEqualTo(ReservationStatus.REQUESTED);
        assertThat(more.meaning("NO_ANSWER")).isEqualTo(ReservationStatus.REQUESTED);
        assertThat(more.meaning("NO_SHOW")).isEqualTo(ReservationStatus.NO_SHOW);
        assertThat(TABLE.meaning("BOOKED")).isEqualTo(ReservationStatus.CONFIRMED);
    }
}
