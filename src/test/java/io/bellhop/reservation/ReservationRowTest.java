package io.bellhop.reservation;

import static io.bellhop.change.ReservationFields.ADULTS;
import static io.bellhop.change.ReservationFields.AMOUNT;
import static io.bellhop.change.ReservationFields.NOTES;
import static io.bellhop.change.ReservationFields.PARTY_SIZE;
import static io.bellhop.change.ReservationFields.STATUS;
import static io.bellhop.change.ReservationFields.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Permutations;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.ReservationStatus;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.event.Origin;
import io.bellhop.state.JsonRows;
import io.bellhop.state.Occurrence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationRowTest {

    private static final Instant START = Instant.parse("2026-06-01T09:15:04Z");
    private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");
    private static final UUID GUEST = new UUID(7, 1);

    private ReservationRow row = newRow();
    private int lastEvent;

    @Test
    void theNewestTellingOfEachFieldWinsInWhateverOrder() {
        List<ReservationChange> changes = List.of(
                change(1, Told.tell().that(STATUS, ReservationStatus.CONFIRMED).that(PARTY_SIZE, 4)),
                change(2, Told.tell().that(PARTY_SIZE, 5).that(NOTES, "By the door")),
                change(3, Told.tell().that(STATUS, ReservationStatus.CANCELED)));

        Set<List<Object>> ends = new HashSet<>();
        for (List<ReservationChange> order : Permutations.of(changes)) {
            row = newRow();
            order.forEach(this::apply);
            ends.add(List.of(row.status(), number(PARTY_SIZE), text(NOTES), text("version"), row.isDeleted()));
        }

        assertThat(ends)
                .containsExactly(
                        List.of(ReservationStatus.CANCELED, 5, "By the door", "2026-06-01T09:15:07.000000000Z", false));
    }

    @Test
    void anEqualVersionNeverOverwritesAndChangesNothing() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4)));
        asLoadedAgain();
        JsonNode before = row.toRow().deepCopy();

        apply(change(1, Told.tell().that(PARTY_SIZE, 5)));

        assertThat(row.toRow()).isEqualTo(before);
        assertThat(row.changed()).isEmpty();
    }

    @Test
    void theVenueAndTheGuestAreThoseOfTheNewestThatTellsThem() {
        UUID other = new UUID(7, 2);
        apply(change(2, Told.nothing(), "v2"), other);

        apply(change(1, Told.nothing(), "v1"), GUEST);
        apply(change(3, Told.nothing(), null), null);

        assertThat(text("venue")).isEqualTo("v2");
        assertThat(text("guest_id")).isEqualTo(other.toString());
    }

    @Test
    void itIsGoneAtEveryPositionOfItsDeletion() {
        List<ReservationChange> changes = List.of(
                change(1, Told.tell().that(PARTY_SIZE, 4)),
                change(3, Told.tell().that(PARTY_SIZE, 5)),
                deletion(2, Told.tell().that(PARTY_SIZE, 6)));

        for (List<ReservationChange> order : Permutations.of(changes)) {
            row = newRow();
            order.forEach(this::apply);

            assertThat(row.isDeleted()).isTrue();
            assertThat(text("deleted_at")).isEqualTo("2026-06-01T09:15:06Z");
            assertThat(number(PARTY_SIZE)).isEqualTo(5);
        }
    }

    @Test
    void aDeletionIsToldAsAChangeOnceOnly() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4)));
        asLoadedAgain();

        apply(deletion(2, Told.tell()));

        assertThat(row.wasDeleted()).isFalse();
        assertThat(row.changed()).containsExactly("deleted_at");
        asLoadedAgain();
        apply(deletion(3, Told.tell()));
        assertThat(row.wasDeleted()).isTrue();
        assertThat(row.changed()).isEmpty();
        assertThat(text("deleted_at")).isEqualTo("2026-06-01T09:15:06Z");
    }

    @Test
    void ofTheFirstEventEveryFieldWithAValueHasChanged() {
        apply(
                change(1, Told.tell().that(PARTY_SIZE, 4).that(NOTES, null).that("details.shift", "DINNER"), "v1"),
                GUEST);

        assertThat(texts("changed_fields")).containsExactly("details.shift", "guest_id", "party_size", "venue");
        assertThat(row.changed()).isEmpty();
    }

    @Test
    void anotherZoneOfTheSourceIsNoChangeSinceTheVenuesOwnMayStandInItsPlace() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4).that(ZONE, "Europe/Paris")));
        assertThat(texts("changed_fields")).containsExactly("party_size", "zone");
        ObjectNode loaded = ((ObjectNode) row.toRow()).put(ZONE, "Europe/Madrid");
        row = ReservationRow.of(JsonRows.read(loaded.toString()));

        apply(change(2, Told.tell().that(PARTY_SIZE, 4).that(ZONE, "Europe/Paris")));

        assertThat(row.changed()).isEmpty();
        assertThat(texts("changed_fields")).containsExactly("party_size", "zone");
    }

    @Test
    void changedFieldsAreThoseOfTheLastEventThatChangedAnything() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4).that(NOTES, "By the door")));
        apply(change(2, Told.tell().that(PARTY_SIZE, 5).that(NOTES, "By the door")));
        String second = text("event_id");

        apply(change(3, Told.tell().that(PARTY_SIZE, 5)));

        assertThat(texts("changed_fields")).containsExactly("party_size");
        assertThat(text("event_id")).isEqualTo(second);
    }

    @Test
    void allThatABatchChangedIsToldTogether() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4)));
        asLoadedAgain();

        apply(change(2, Told.tell().that(PARTY_SIZE, 5)));
        apply(change(3, Told.tell().that(NOTES, "By the door")));

        assertThat(row.changed()).containsExactly("notes", "party_size");
        assertThat(texts("changed_fields")).containsExactly("notes");
    }

    @Test
    void anEventThatTellsNothingStillMakesTheReservation() {
        apply(change(1, Told.tell()));

        assertThat(texts("changed_fields")).isEmpty();
        assertThat(text("event_id")).isEqualTo(eventId(1).toString());
        assertThat(text("version")).isNotNull();
    }

    @Test
    void theStatusBeforeIsThatBeforeTheBatch() {
        apply(change(1, Told.tell().that(STATUS, ReservationStatus.REQUESTED)));
        assertThat(row.statusBefore()).isNull();
        asLoadedAgain();

        apply(change(2, Told.tell().that(STATUS, ReservationStatus.CONFIRMED)));
        apply(change(3, Told.tell().that(STATUS, ReservationStatus.NO_SHOW)));

        assertThat(row.statusBefore()).isEqualTo(ReservationStatus.REQUESTED);
        assertThat(row.status()).isEqualTo(ReservationStatus.NO_SHOW);
    }

    @Test
    void aGapIsWhereTheProvidersPreviousStateIsNotWhatIsHeld() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4).that(ADULTS, 4).that(AMOUNT, new BigDecimal("412.5"))));

        apply(retelling(
                2,
                Told.tell().that(PARTY_SIZE, 6),
                Told.tell()
                        .that(PARTY_SIZE, 5)
                        .that(ADULTS, 4)
                        .that(NOTES, "By the door")
                        .that(AMOUNT, new BigDecimal("412.50"))));

        assertThat(texts("gap_fields")).containsExactly("notes", "party_size");
        assertThat(text("gap_event_id")).isEqualTo(eventId(2).toString());
    }

    @Test
    void aPreviousStateThatIsWhatIsHeldEndsAGap() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4)));
        apply(retelling(2, Told.tell().that(PARTY_SIZE, 6), Told.tell().that(PARTY_SIZE, 5)));

        apply(retelling(3, Told.tell().that(PARTY_SIZE, 7), Told.tell().that(PARTY_SIZE, 6)));

        assertThat(text("gap_fields")).isNull();
        assertThat(text("gap_event_id")).isNull();
    }

    @Test
    void whatIsHeldAndThePreviousStateLacksIsAGap() {
        apply(change(1, Told.tell().that(NOTES, "By the door")));

        apply(retelling(2, Told.tell().that(PARTY_SIZE, 6), Told.tell().that(NOTES, null)));

        assertThat(texts("gap_fields")).containsExactly("notes");
    }

    @Test
    void ofAReservationNotHeldEveryValueOfThePreviousStateIsAGap() {
        apply(retelling(
                1,
                Told.tell().that(PARTY_SIZE, 6).that(ADULTS, 2),
                Told.tell().that(PARTY_SIZE, 5).that(ADULTS, 2).that(NOTES, null)));

        assertThat(texts("gap_fields")).containsExactly("adults", "party_size");
        assertThat(texts("changed_fields")).containsExactly("party_size");
    }

    @Test
    void anEventThatComesLateShowsNoGap() {
        apply(change(2, Told.tell().that(PARTY_SIZE, 6)));

        apply(retelling(1, Told.tell().that(PARTY_SIZE, 5), Told.tell().that(PARTY_SIZE, 4)));

        assertThat(row.toRow().hasNonNull("gap_fields")).isFalse();
    }

    @Test
    void withoutAPreviousStateThereIsNoGap() {
        apply(change(1, Told.tell().that(PARTY_SIZE, 4)));
        apply(change(2, Told.tell().that(PARTY_SIZE, 5)));

        assertThat(row.toRow().hasNonNull("gap_fields")).isFalse();
    }

    @Test
    void itsCreationIsNotSeenInWhatIsImported() {
        row.apply(new Occurrence<>(event(Origin.IMPORT), creation(1)), null, NOW);
        assertThat(row.isCreationSeen()).isFalse();
        assertThat(row.isImportedOnly()).isTrue();

        apply(change(2, Told.tell()));
        assertThat(row.isCreationSeen()).isFalse();
        assertThat(row.isImportedOnly()).isFalse();

        row.apply(new Occurrence<>(event(Origin.WEBHOOK), creation(1)), null, NOW);
        assertThat(row.isCreationSeen()).isTrue();
    }

    @Test
    void aCreationOnceSeenStaysSeen() {
        row.apply(new Occurrence<>(event(Origin.WEBHOOK), creation(1)), null, NOW);
        asLoadedAgain();

        row.apply(new Occurrence<>(event(Origin.IMPORT), change(2, Told.tell())), null, NOW);

        assertThat(row.isCreationSeen()).isTrue();
        assertThat(row.isImportedOnly()).isTrue();
    }

    @Test
    void onlyAChangeMovesTheTimeOfTheLastChange() {
        apply(change(2, Told.tell().that(PARTY_SIZE, 4)));
        Instant later = NOW.plusSeconds(60);

        row.apply(new Occurrence<>(event(Origin.WEBHOOK), change(1, Told.tell().that(PARTY_SIZE, 5))), null, later);
        assertThat(text("updated_at")).isEqualTo(NOW.toString());

        row.apply(new Occurrence<>(event(Origin.WEBHOOK), change(3, Told.tell().that(PARTY_SIZE, 5))), null, later);
        assertThat(text("updated_at")).isEqualTo(later.toString());
        assertThat(text("created_at")).isEqualTo(NOW.toString());
    }

    private static ReservationRow newRow() {
        return ReservationRow.create(new UUID(9, 9), "bistro", "r1", NOW);
    }

    private void asLoadedAgain() {
        row = ReservationRow.of(JsonRows.read(row.toRow().toString()));
    }

    private void apply(ReservationChange change) {
        apply(change, null);
    }

    private void apply(ReservationChange change, UUID guest) {
        row.apply(new Occurrence<>(event(Origin.WEBHOOK), change), guest, NOW);
    }

    private Event event(Origin origin) {
        return new Event(
                new EventId(eventId(++lastEvent)),
                "bistro",
                "reservation.updated",
                "reservation.updated",
                "reservation/r1",
                origin,
                START,
                START,
                START,
                "key",
                "application/json",
                null,
                2);
    }

    private static UUID eventId(int number) {
        return new UUID(1, number);
    }

    private static ReservationChange change(int second, Told.Telling told) {
        return change(second, told.done(), null);
    }

    private static ReservationChange change(int second, Told.Telling told, String venue) {
        return change(second, told.done(), venue);
    }

    private static ReservationChange change(int second, Told told, String venue) {
        return new ReservationChange("r1", version(second), false, false, venue, null, told, Told.nothing());
    }

    private static ReservationChange retelling(int second, Told.Telling told, Told.Telling previous) {
        return new ReservationChange("r1", version(second), false, false, null, null, told.done(), previous.done());
    }

    private static ReservationChange creation(int second) {
        return new ReservationChange("r1", version(second), true, false, null, null, Told.nothing(), Told.nothing());
    }

    private static ReservationChange deletion(int second, Told.Telling told) {
        return new ReservationChange("r1", version(second), false, true, null, null, told.done(), Told.nothing());
    }

    private static Version version(int second) {
        return new Version(START.plusSeconds(second));
    }

    private String text(String field) {
        return row.toRow().path(field).textValue();
    }

    private int number(String field) {
        return row.toRow().get(field).intValue();
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        row.toRow().path(field).forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
