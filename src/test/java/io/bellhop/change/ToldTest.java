package io.bellhop.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {

    @Test
    void aFieldToldAsNullIsToldAndOneNotToldIsNot() {
        Told told = Told.tell().that("notes", null).ifKnown("status", null).done();

        assertThat(told.tells("notes")).isTrue();
        assertThat(told.tells("status")).isFalse();
        assertThat(told.get("notes")).isNull();
        assertThat(told.get("status")).isNull();
        assertThat(told.isEmpty()).isFalse();
    }

    @Test
    void nothingTellsNothing() {
        assertThat(Told.nothing().isEmpty()).isTrue();
        assertThat(Told.nothing()).isEqualTo(Told.tell().done());
    }

    @Test
    void datesTimesAndStatusesAreTexts() {
        Told told = Told.tell()
                .that("arrival_date", LocalDate.of(2026, 6, 20))
                .that("arrival_time", LocalTime.of(19, 30))
                .that("status", ReservationStatus.NO_SHOW)
                .that("amount", new BigDecimal("412.50"))
                .done();

        assertThat(told.text("arrival_date")).isEqualTo("2026-06-20");
        assertThat(told.text("arrival_time")).isEqualTo("19:30:00");
        assertThat(told.text("status")).isEqualTo("no-show");
        assertThat(told.get("amount")).isEqualTo(new BigDecimal("412.50"));
    }

    @Test
    void theLastTellingOfAFieldCountsAndTheOrderIsThatOfTheFirst() {
        Told told = Told.tell()
                .that("status", "confirmed")
                .that("notes", "")
                .that("status", "seated")
                .done();

        assertThat(told.fields()).containsExactly("status", "notes");
        assertThat(told.get("status")).isEqualTo("seated");
    }

    @Test
    void whatIsDoneChangesNoMore() {
        Told.Telling telling = Told.tell().that("status", "confirmed");
        Told told = telling.done();

        telling.that("notes", "By the door");

        assertThat(told.fields()).containsExactly("status");
        assertThatThrownBy(() -> told.values().put("notes", "By the door"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itsTextHasTheFieldsAndNotTheirValues() {
        Told told = Told.tell()
                .that("email", "guest@example.com")
                .that("tables", List.of("12"))
                .done();

        assertThat(told).hasToString("Told[email, tables]");
    }
}
