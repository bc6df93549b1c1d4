package io.bellhop.venue;

import static io.bellhop.change.VenueFields.CITY;
import static io.bellhop.change.VenueFields.NAME;
import static io.bellhop.change.VenueFields.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.Permutations;
import io.bellhop.change.Told;
import io.bellhop.change.VenueFields;
import io.bellhop.change.Version;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VenueRowTest {

    private static final Instant START = Instant.parse("2026-06-01T09:15:04Z");

    private VenueRow row = newRow();

    private record Telling(int second, Told.Telling fields) {}

    @Test
    void theNewestTellingOfEachFieldWinsInWhateverOrder() {
        List<Telling> tellings = List.of(
                new Telling(
                        1,
                        Told.tell()
                                .that(NAME, "Bistro")
                                .that(CITY, "Sampletown")
                                .that(ZONE, "Europe/Madrid")),
                new Telling(2, Told.tell().that(NAME, "Trattoria").that(ZONE, "Europe/Paris")),
                new Telling(3, Told.tell().that(NAME, "Brasserie")),
                new Telling(4, Told.tell()));

        Set<JsonNode> ends = new HashSet<>();
        for (List<Telling> order : Permutations.of(tellings)) {
            row = newRow();
            order.forEach(one -> take(one.second(), one.fields()));
            ends.add(row.toRow());
        }

        assertThat(ends).hasSize(1);
        assertThat(text(NAME)).isEqualTo("Brasserie");
        assertThat(text(ZONE)).isEqualTo("Europe/Paris");
        assertThat(text(CITY)).isEqualTo("Sampletown");
        assertThat(version(NAME)).isEqualTo("2026-06-01T09:15:07.000000000Z");
        assertThat(version(CITY)).isEqualTo("2026-06-01T09:15:05.000000000Z");
    }

    @Test
    void ofTwoEquallyNewTheFirstCounts() {
        take(1, Told.tell().that(NAME, "Bistro"));
        take(1, Told.tell().that(NAME, "Trattoria"));

        assertThat(text(NAME)).isEqualTo("Bistro");
    }

    @Test
    void aZoneThatCannotBeWorkedWithIsAsGoodAsNotTold() {
        take(1, Told.tell().that(ZONE, "Europe/Madrid"));
        take(2, Told.tell().that(ZONE, "+02:00").that(CITY, "Sampletown"));

        assertThat(text(ZONE)).isEqualTo("Europe/Madrid");
        assertThat(text(CITY)).isEqualTo("Sampletown");
    }

    @Test
    void aFieldToldAsNullHasNoValueFromThenOn() {
        take(1, Told.tell().that(CITY, "Sampletown"));
        take(2, Told.tell().that(CITY, null));

        assertThat(row.toRow().get(CITY).isNull()).isTrue();
        assertThat(version(CITY)).isEqualTo("2026-06-01T09:15:06.000000000Z");
    }

    @Test
    void everyFieldIsKept() {
        List<String> fields = Arrays.stream(VenueFields.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(VenueRowTest::value)
                .toList();

        assertThat(VenueRow.FIELDS).containsExactlyInAnyOrderElementsOf(fields);
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VenueRow newRow() {
        return new VenueRow(new UUID(7, 1), new VenueReference("bistro", "v1"), START);
    }

    private void take(int second, Told.Telling fields) {
        Version version = new Version(START.plusSeconds(second));
        row.take(fields.done(), version, Set.of("Europe/Madrid", "Europe/Paris"));
    }

    private String text(String field) {
        return row.toRow().path(field).textValue();
    }

    private String version(String field) {
        return row.toRow().path("versions").path(field).textValue();
    }
}
