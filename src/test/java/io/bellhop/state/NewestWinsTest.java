package io.bellhop.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Permutations;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewestWinsTest {

    private static final Instant START = Instant.parse("2026-06-01T09:15:04Z");

    private final ObjectNode row = JsonRows.newRow();

    @Test
    void tellingsInWhateverOrderEndInTheSameRow() {
        List<Telling> tellings = List.of(
                telling(1, Told.tell().that("status", "requested").that("notes", "By the door")),
                telling(2, Told.tell().that("status", "confirmed").that("details.shift", "DINNER")),
                telling(3, Told.tell().that("party_size", 4).that("details.shift", null)),
                telling(4, Told.tell().that("notes", null).that("amount", new BigDecimal("412.50"))),
                telling(5, Told.tell().that("party_size", 5).that("tables", List.of("12", "13"))));

        Set<Object> ends = new HashSet<>();
        for (List<Telling> order : Permutations.of(tellings)) {
            ends.add(withoutNothing(after(order)));
        }

        assertThat(ends).containsExactly(JsonRows.read("""
                        {"status":"confirmed","party_size":5,"amount":412.50,"tables":["12","13"],\
                        "versions":{"2026-06-01T09:15:06.000000000Z":["status"],\
                        "2026-06-01T09:15:07.000000000Z":["details.shift"],\
                        "2026-06-01T09:15:08.000000000Z":["amount","notes"],\
                        "2026-06-01T09:15:09.000000000Z":["party_size","tables"]}}"""));
    }

    @Test
    void tellingsOfTheSameTimeAreOrderedByTheirTieBreak() {
        List<Telling> tellings = List.of(
                new Telling(
                        new Version(START, "a"), Told.tell().that("status", "a").done()),
                new Telling(
                        new Version(START, "b"), Told.tell().that("status", "b").done()),
                new Telling(
                        new Version(START, ""), Told.tell().that("status", "").done()));

        for (List<Telling> order : Permutations.of(tellings)) {
            assertThat(after(order).get("status").textValue()).isEqualTo("b");
        }
    }

    @Test
    void whatIsNotToldStays() {
        take(1, Told.tell().that("status", "confirmed").that("notes", "By the door"));

        Set<String> changed = take(2, Told.tell().that("status", "seated"));

        assertThat(changed).containsExactly("status");
        assertThat(row.get("notes").textValue()).isEqualTo("By the door");
    }

    @Test
    void whatIsToldAsNullHasNoValueFromThenOn() {
        take(1, Told.tell().that("notes", "By the door"));

        Set<String> changed = take(2, Told.tell().that("notes", null));

        assertThat(changed).containsExactly("notes");
        assertThat(row.get("notes").isNull()).isTrue();
        assertThat(take(1, Told.tell().that("notes", "By the door"))).isEmpty();
        assertThat(row.get("notes").isNull()).isTrue();
    }

    @Test
    void anEqualVersionNeverOverwrites() {
        take(1, Told.tell().that("status", "confirmed"));

        Set<String> changed = take(1, Told.tell().that("status", "seated").that("notes", "By the door"));

        assertThat(changed).containsExactly("notes");
        assertThat(row.get("status").textValue()).isEqualTo("confirmed");
    }

    @Test
    void anOlderTellingFillsOnlyWhatWasNeverTold() {
        take(2, Told.tell().that("status", "seated"));

        Set<String> changed = take(1, Told.tell().that("status", "confirmed").that("party_size", 4));

        assertThat(changed).containsExactly("party_size");
        assertThat(row.get("status").textValue()).isEqualTo("seated");
    }

    @Test
    void theSameValueToldAgainIsNoChangeButCountsAsNewer() {
        take(1, Told.tell().that("status", "confirmed"));

        assertThat(take(3, Told.tell().that("status", "confirmed"))).isEmpty();
        assertThat(take(2, Told.tell().that("status", "seated"))).isEmpty();

        assertThat(row.get("status").textValue()).isEqualTo("confirmed");
    }

    @Test
    void aNumberWithOtherDigitsIsTheSame() {
        take(1, Told.tell().that("amount", new BigDecimal("412.5")).that("rooms", List.of(Map.of("adults", 2))));

        Set<String> changed = take(
                2, Told.tell().that("amount", new BigDecimal("412.500")).that("rooms", List.of(Map.of("adults", 2L))));

        assertThat(changed).isEmpty();
    }

    @Test
    void aNumberAndTheSameDigitsAsATextAreNotTheSame() {
        take(1, Told.tell().that("details.room", 305));

        assertThat(take(2, Told.tell().that("details.room", "305"))).containsExactly("details.room");
    }

    @Test
    void theOrderOfAListIsPartOfItsValue() {
        take(1, Told.tell().that("tables", List.of("12", "13")));

        assertThat(take(2, Told.tell().that("tables", List.of("13", "12")))).containsExactly("tables");
    }

    @Test
    void whatWasNeverThereAndIsToldAsNullIsNoChange() {
        assertThat(take(1, Told.tell().that("notes", null).that("details.shift", null)))
                .isEmpty();
    }

    @Test
    void aFieldWithADotIsOneOfTheObjectBeforeTheDotAndLeavesItsNeighboursAlone() {
        take(1, Told.tell().that("details.shift", "LUNCH").that("details.room.type", 14));

        Set<String> changed = take(2, Told.tell().that("details.shift", null));

        assertThat(changed).containsExactly("details.shift");
        assertThat(row.get("details")).isEqualTo(JsonRows.read("{\"room.type\":14}"));
    }

    @Test
    void aColumnThatIsNullBecomesAnObject() {
        row.putNull("details");

        take(1, Told.tell().that("details.shift", "LUNCH"));

        assertThat(row.get("details")).isEqualTo(JsonRows.read("{\"shift\":\"LUNCH\"}"));
    }

    @Test
    void versionsOutliveTheRowsWayThroughTheDatabase() {
        take(2, Told.tell().that("status", "seated"));

        ObjectNode again = JsonRows.read(row.toString());
        Set<String> changed = new NewestWins(again)
                .take("status", "confirmed", version(1))
                .take("status", "completed", version(3))
                .done();

        assertThat(changed).containsExactly("status");
        assertThat(again.get("status").textValue()).isEqualTo("completed");
    }

    @Test
    void changedFieldsAreInAlphabeticalOrder() {
        Set<String> changed = take(
                1,
                Told.tell().that("zone", "UTC").that("amount", BigDecimal.ONE).that("details.shift", "LUNCH"));

        assertThat(new ArrayList<>(changed)).containsExactly("amount", "details.shift", "zone");
    }

    private record Telling(Version version, Told told) {}

    private static Telling telling(int second, Told.Telling told) {
        return new Telling(version(second), told.done());
    }

    private static Version version(int second) {
        return new Version(START.plusSeconds(second));
    }

    private Set<String> take(int second, Told.Telling told) {
        return new NewestWins(row).take(told.done(), version(second)).done();
    }

    /** Each on the row as it comes back from the database. */
    private static ObjectNode after(List<Telling> order) {
        ObjectNode end = JsonRows.newRow();
        for (Telling telling : order) {
            new NewestWins(end).take(telling.told(), telling.version()).done();
            end = JsonRows.read(end.toString());
        }
        return end;
    }

    /** What is told as null, and details all of which are, are no more in the database than what was never told. */
    private static ObjectNode withoutNothing(ObjectNode row) {
        row.properties()
                .removeIf(field -> field.getValue().isNull()
                        || field.getValue().isObject() && field.getValue().isEmpty());
        return row;
    }
}
