package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.change.ReservationFields;
import io.bellhop.change.ReservationStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwedTest {

    private static final Instant NOW = Instant.parse("2026-06-20T10:00:00Z");

    private ReservationStatus before;
    private ReservationStatus after = ReservationStatus.CONFIRMED;
    private boolean creationSeen = true;
    private boolean deleted;
    private boolean hasEmail = true;
    private boolean mailsWanted = true;
    private Set<String> changed = Set.of();
    private LocalDate date = LocalDate.of(2026, 6, 25);
    private Instant at;
    private ZoneId zone;

    @Test
    void aNewConfirmedReservationOwesAConfirmation() {
        assertThat(owed()).containsExactly(Kind.CONFIRMATION);
    }

    @Test
    void oneThatIsConfirmedLaterOwesItThen() {
        before = ReservationStatus.REQUESTED;

        assertThat(owed()).containsExactly(Kind.CONFIRMATION);
    }

    @Test
    void oneWhoseCreationWasNeverSeenOwesNone() {
        creationSeen = false;

        assertThat(owed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReservationStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONFIRMED", "CANCELED"})
    void oneThatIsNotConfirmedOwesNothing(ReservationStatus status) {
        before = ReservationStatus.CONFIRMED;
        after = status;
        changed = Set.of(ReservationFields.STATUS, ReservationFields.PARTY_SIZE);

        assertThat(owed()).isEmpty();
    }

    @Test
    void aStatusThatIsNoneOfOursOwesNothing() {
        before = ReservationStatus.CONFIRMED;
        after = null;

        assertThat(owed()).isEmpty();
    }

    @Test
    void withoutAnAddressNothingIsOwed() {
        hasEmail = false;

        assertThat(owed()).isEmpty();
    }

    @Test
    void whatIsImportedOrFromASandboxOwesNothing() {
        mailsWanted = false;
        before = ReservationStatus.CONFIRMED;
        after = ReservationStatus.CANCELED;

        assertThat(owed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arrival_date",
                "arrival_time",
                "departure_date",
                "departure_time",
                "party_size",
                "adults",
                "children",
                "infants",
                "rooms",
                "tables"
            })
    void aChangeThatAGuestCaresForIsOwedToo(String field) {
        before = ReservationStatus.CONFIRMED;
        changed = Set.of("details.board_used", field);

        assertThat(owed()).containsExactly(Kind.CONFIRMATION, Kind.CHANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "requests", "amount", "provider_status", "guest_name", "details.board_used"})
    void aChangeOfAnythingElseIsNot(String field) {
        before = ReservationStatus.CONFIRMED;
        changed = Set.of(field);

        assertThat(owed()).doesNotContain(Kind.CHANGE);
    }

    @Test
    void whatIsConfirmedOnlyNowHasNotChanged() {
        before = ReservationStatus.REQUESTED;
        changed = Set.of("arrival_date");

        assertThat(owed()).containsExactly(Kind.CONFIRMATION);
    }

    @Test
    void aChangeIsOwedThoughTheCreationWasNeverSeen() {
        creationSeen = false;
        before = ReservationStatus.CONFIRMED;
        changed = Set.of("arrival_date");

        assertThat(owed()).containsExactly(Kind.CHANGE);
    }

    @Test
    void aCanceledReservationOwesACancellationAlone() {
        before = ReservationStatus.CONFIRMED;
        after = ReservationStatus.CANCELED;
        changed = Set.of("status", "arrival_date");

        assertThat(owed()).containsExactly(Kind.CANCELLATION);
    }

    @Test
    void aDeletedReservationOwesACancellation() {
        before = ReservationStatus.CONFIRMED;
        deleted = true;

        assertThat(owed()).containsExactly(Kind.CANCELLATION);
    }

    @Test
    void whatWasCanceledIsNotCanceledAgain() {
        before = ReservationStatus.CANCELED;
        after = ReservationStatus.CANCELED;
        deleted = true;

        assertThat(owed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-06-20T09:59:59Z, false", "2026-06-20T10:00:00Z, true"})
    void anArrivalBeforeNowIsPast(Instant arrival, boolean isOwed) {
        at = arrival;

        assertThat(!owed().isEmpty()).isEqualTo(isOwed);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-19, Europe/Madrid, false",
        "2026-06-20, Europe/Madrid, true",
        "2026-06-20, Pacific/Kiritimati, false",
        "2026-06-21, Pacific/Kiritimati, true",
        "2026-06-18, , false",
        "2026-06-19, , true"
    })
    void aDayIsPastWhenItHasEndedAtTheVenueOrElseEverywhere(LocalDate day, ZoneId venue, boolean isOwed) {
        date = day;
        zone = venue;

        assertThat(!owed().isEmpty()).isEqualTo(isOwed);
    }

    @Test
    void withoutADateNothingIsPast() {
        date = null;

        assertThat(owed()).containsExactly(Kind.CONFIRMATION);
    }

    private Set<Kind> owed() {
        Occasion occasion = new Occasion(
                UUID.randomUUID(),
                creationSeen,
                before,
                after,
                deleted,
                hasEmail,
                changed,
                date,
                at,
                zone,
                mailsWanted);
        return Owed.of(occasion, NOW);
    }
}
