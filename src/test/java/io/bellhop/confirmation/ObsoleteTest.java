package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.change.ReservationStatus;
import io.bellhop.confirmation.Booking.Addressee;
import io.bellhop.confirmation.Booking.Party;
import io.bellhop.confirmation.Booking.Places;
import io.bellhop.confirmation.Booking.Price;
import io.bellhop.confirmation.Period.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObsoleteTest {

    private static final Instant NOW = Instant.parse("2026-06-20T10:00:00Z");

    private String email = "guest@example.com";
    private ReservationStatus status = ReservationStatus.CONFIRMED;
    private boolean deleted;
    private State confirmation = State.SENT;
    private LocalDate date = LocalDate.of(2026, 6, 25);

    @Test
    void aConfirmedReservationIsConfirmed() {
        assertThat(reason(Kind.CONFIRMATION)).isNull();
        assertThat(reason(Kind.CHANGE)).isNull();
    }

    @Test
    void aCanceledOrDeletedOneIsNot() {
        status = ReservationStatus.CANCELED;
        assertThat(reason(Kind.CONFIRMATION)).isEqualTo("the reservation is canceled");
        status = ReservationStatus.CONFIRMED;
        deleted = true;
        assertThat(reason(Kind.CHANGE)).isEqualTo("the reservation is canceled");
    }

    @Test
    void oneThatStandsForSomethingElseByNowIsNot() {
        status = ReservationStatus.SEATED;
        assertThat(reason(Kind.CONFIRMATION)).isEqualTo("the reservation is not confirmed any more");
        status = null;
        assertThat(reason(Kind.CONFIRMATION)).isEqualTo("the reservation is not confirmed any more");
    }

    @ParameterizedTest
    @EnumSource
    void thePastIsNotToldOf(Kind kind) {
        date = LocalDate.of(2026, 6, 1);

        assertThat(reason(kind)).isEqualTo("the reservation is past");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnAddressThereIsNowhereToSendTo(Kind kind) {
        email = null;

        assertThat(reason(kind)).isEqualTo("the guest has no e-mail address");
    }

    @ParameterizedTest
    @EnumSource(names = {"SENT", "UNCERTAIN"})
    void aConfirmationThatMayHaveGoneIsTakenBack(State first) {
        status = ReservationStatus.CANCELED;
        confirmation = first;

        assertThat(reason(Kind.CANCELLATION)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SENT", "UNCERTAIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void oneThatNeverWentIsNot(State first) {
        status = ReservationStatus.CANCELED;
        confirmation = first;

        assertThat(reason(Kind.CANCELLATION)).isEqualTo("its confirmation was not sent");
    }

    @Test
    void aReservationThatStandsAgainIsNotCalledCanceled() {
        assertThat(reason(Kind.CANCELLATION)).isEqualTo("the reservation stands again");
    }

    private String reason(Kind kind) {
        Moment arrival = new Moment(date, null, null);
        Booking booking = new Booking(
                UUID.randomUUID(),
                status,
                deleted,
                null,
                null,
                new Addressee(email, null, null),
                new Period(arrival, new Moment(null, null, null), null),
                new Party(2, null, null, null),
                new Places(List.of(), List.of(), 0),
                new Price(null, null),
                0,
                confirmation);
        return Obsolete.reason(kind, booking, NOW).orElse(null);
    }
}
