package io.bellhop.processing;

import static io.bellhop.change.VenueFields.ADDRESS;
import static io.bellhop.change.VenueFields.CITY;
import static io.bellhop.change.VenueFields.COUNTRY;
import static io.bellhop.change.VenueFields.CURRENCY;
import static io.bellhop.change.VenueFields.GROUP;
import static io.bellhop.change.VenueFields.NAME;
import static io.bellhop.change.VenueFields.PHONE;
import static io.bellhop.change.VenueFields.POSTAL_CODE;
import static io.bellhop.change.VenueFields.REGION;
import static io.bellhop.change.VenueFields.WEBSITE;
import static io.bellhop.change.VenueFields.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.Permutations;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is learned of venues, and what follows for their reservations. */
@QuarkusTest
class VenuesIT {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String WINTER = TODAY.getYear() + 1 + "-01-20";

    @Inject
    Changes changes;

    @Inject
    Pool pool;

    private Applied bistro;

    @BeforeEach
    void aSourceOfItsOwn() {
        bistro = new Applied(changes, pool);
    }

    @Test
    void keepsAllThatAPullTells() {
        bistro.now(Applied.venue(
                "v1",
                1,
                Told.tell()
                        .that(NAME, "Example Bistro")
                        .that(ZONE, "Europe/Madrid")
                        .that(CURRENCY, "EUR")
                        .that(ADDRESS, "1 Example Street")
                        .that(POSTAL_CODE, "07001")
                        .that(CITY, "Sampletown")
                        .that(REGION, "Sampleshire")
                        .that(COUNTRY, "ES")
                        .that(PHONE, "+15555550142")
                        .that(WEBSITE, "https://bistro.example.com")
                        .that(GROUP, "Example Group")));

        JsonNode venue = venue("v1");
        assertThat(texts(
                        venue,
                        NAME,
                        ZONE,
                        CURRENCY,
                        ADDRESS,
                        POSTAL_CODE,
                        CITY,
                        REGION,
                        COUNTRY,
                        PHONE,
                        WEBSITE,
                        GROUP))
                .containsExactly(
                        "Example Bistro",
                        "Europe/Madrid",
                        "EUR",
                        "1 Example Street",
                        "07001",
                        "Sampletown",
                        "Sampleshire",
                        "ES",
                        "+15555550142",
                        "https://bistro.example.com",
                        "Example Group");
    }

    @Test
    void theNewestTellingOfEachFieldWinsInWhateverOrderAndHoweverManyAtOnce() {
        List<VenueChange> tellings = List.of(
                Applied.venue(
                        "v1",
                        1,
                        Told.tell()
                                .that(NAME, "Bistro")
                                .that(ZONE, "Europe/Madrid")
                                .that(CITY, "Town")),
                Applied.venue("v1", 2, Told.tell().that(NAME, "Trattoria").that(ZONE, "Europe/Paris")),
                Applied.venue("v1", 3, Told.tell().that(NAME, "Brasserie")),
                Applied.venue("v1", 4, Told.tell()));

        Set<List<String>> ends = new HashSet<>();
        for (List<VenueChange> order : Permutations.of(tellings)) {
            Applied oneByOne = new Applied(changes, pool);
            order.forEach(oneByOne::now);
            ends.add(texts(Rows.only("venues", "source", oneByOne.source()), NAME, ZONE, CITY));
            Applied atOnce = new Applied(changes, pool);
            atOnce.now(order.toArray(VenueChange[]::new));
            ends.add(texts(Rows.only("venues", "source", atOnce.source()), NAME, ZONE, CITY));
        }

        assertThat(ends).containsExactly(List.of("Brasserie", "Europe/Paris", "Town"));
    }

    @Test
    void anEventThatNamesAVenueOrOnlyItsNameTakesNothingAway() {
        bistro.now(Applied.venue(
                "v1",
                1,
                Told.tell().that(NAME, "Bistro").that(ZONE, "Europe/Madrid").that(CITY, "Town")));

        bistro.now(Applied.venue("v1", 2, Told.tell()));
        bistro.now(Applied.venue("v1", 3, Told.tell().that(NAME, "Trattoria")));

        assertThat(texts(venue("v1"), NAME, ZONE, CITY)).containsExactly("Trattoria", "Europe/Madrid", "Town");
    }

    @Test
    void aNameOfTodayDoesNotKeepOutWhatThePullTellsOfYesterday() {
        bistro.now(Applied.venue("v1", 1, Told.tell().that(NAME, "Bistro").that(CITY, "Town")));
        bistro.now(Applied.venue("v1", 5, Told.tell().that(NAME, "Trattoria")));

        bistro.now(Applied.venue("v1", 3, Told.tell().that(NAME, "Brasserie").that(CITY, "Sampletown")));

        assertThat(texts(venue("v1"), NAME, CITY)).containsExactly("Trattoria", "Sampletown");
    }

    @Test
    void whatIsToldAsNullIsGone() {
        bistro.now(Applied.venue(
                "v1", 1, Told.tell().that(WEBSITE, "https://bistro.example.com").that(CITY, "Town")));

        bistro.now(Applied.venue("v1", 2, Told.tell().that(WEBSITE, null)));
        bistro.now(Applied.venue("v1", 1, Told.tell().that(WEBSITE, "https://old.example.com")));

        assertThat(texts(venue("v1"), WEBSITE, CITY)).containsExactly(null, "Town");
    }

    @Test
    void touchesNoRowThatSaysAsMuchAlready() throws SQLException {
        Told.Telling told = Told.tell().that(NAME, "Bistro").that(ZONE, "Europe/Madrid");
        bistro.now(Applied.venue("v1", 2, told));
        String before = rowVersion();

        bistro.now(Applied.venue("v1", 3, Told.tell()));
        bistro.now(Applied.venue("v1", 3, told));
        bistro.now(Applied.venue("v1", 1, Told.tell().that(NAME, "Trattoria").that(ZONE, "Europe/Paris")));

        assertThat(rowVersion()).isEqualTo(before);
    }

    @Test
    void aZoneThatCannotBeWorkedWithIsNotTaken() {
        bistro.now(Applied.venue("v1", 1, Told.tell().that(ZONE, "Europe/Madrid")));

        bistro.now(
                Applied.venue("v1", 2, Told.tell().that(ZONE, "Europe/Nowhere").that(CITY, "Town")));
        bistro.now(Applied.venue("v1", 3, Told.tell().that(ZONE, "+02:00")));
        // Java has it, PostgreSQL does not.
        bistro.now(Applied.venue("v1", 4, Told.tell().that(ZONE, "SystemV/EST5")));

        assertThat(texts(venue("v1"), ZONE, CITY)).containsExactly("Europe/Madrid", "Town");
    }

    @Test
    void whenItsZoneBecomesKnownOrAnotherItsReservationsGetTheirMomentsAnew() {
        bistro.now(
                Applied.venue("v1", 1, Told.tell().that(NAME, "Bistro")),
                Applied.reservation("r1", "v1", 1, WINTER),
                Applied.reservation("r2", "v2", 1, WINTER));
        assertThat(texts(reservation("r1"), "zone", "arrival_at")).containsExactly(null, null);

        bistro.now(Applied.venue("v1", 2, Told.tell().that(ZONE, "Europe/Madrid")));
        assertThat(texts(reservation("r1"), "zone", "arrival_at"))
                .containsExactly("Europe/Madrid", WINTER + "T18:30:00Z");

        bistro.now(Applied.venue("v1", 3, Told.tell().that(ZONE, "America/New_York")));
        assertThat(texts(reservation("r1"), "zone", "arrival_at"))
                .containsExactly("America/New_York", WINTER.replace("-20", "-21") + "T00:30:00Z");
        assertThat(texts(reservation("r2"), "zone", "arrival_at")).containsExactly(null, null);
    }

    @Test
    void theSameVenueOfAnotherSourceIsAnotherOne() {
        Applied other = new Applied(changes, pool);
        other.now(Applied.reservation("r1", "v1", 1, WINTER));

        bistro.now(Applied.venue("v1", 2, Told.tell().that(ZONE, "Europe/Madrid")));

        assertThat(Rows.only("reservations", "source", other.source())
                        .get("zone")
                        .isNull())
                .isTrue();
    }

    @Test
    void reservationsThatArePastStayAsTheyAre() {
        bistro.now(
                Applied.reservation("past", "v1", 1, TODAY.minusDays(3).toString()),
                Applied.reservation("yesterday", "v1", 1, TODAY.minusDays(1).toString()),
                Applied.stay(
                        "here",
                        "v1",
                        1,
                        TODAY.minusDays(3).toString(),
                        TODAY.plusDays(1).toString()));

        bistro.now(Applied.venue("v1", 2, Told.tell().that(ZONE, "Europe/Madrid")));

        assertThat(texts(reservation("past"), "zone", "arrival_at")).containsExactly(null, null);
        assertThat(reservation("yesterday").get("zone").textValue()).isEqualTo("Europe/Madrid");
        assertThat(reservation("here").get("departure_at").textValue())
                .startsWith(TODAY.plusDays(1).toString());
    }

    @Test
    void itsOwnZoneStandsInPlaceOfTheOneThatEventsTell() {
        bistro.now(Applied.venue("v1", 1, Told.tell().that(ZONE, "Europe/Madrid")));
        bistro.now(Applied.reservation("r1", "v1", 1, WINTER, "America/New_York"));
        JsonNode before = reservation("r1");

        bistro.now(Applied.reservation("r1", "v1", 2, WINTER, "America/New_York"));

        assertThat(before.get("zone").textValue()).isEqualTo("Europe/Madrid");
        assertThat(reservation("r1")).isEqualTo(before);
    }

    private JsonNode venue(String reference) {
        return Rows.only("venues", "source", bistro.source(), "reference", reference);
    }

    private JsonNode reservation(String reference) {
        return Rows.only("reservations", "source", bistro.source(), "reference", reference);
    }

    private static List<String> texts(JsonNode row, String... fields) {
        return Arrays.stream(fields).map(field -> row.get(field).textValue()).toList();
    }

    /** Another one after each write of the row. */
    private String rowVersion() throws SQLException {
        try (Connection connection = Database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select ctid::text || xmin::text from venue where source = '" + bistro.source() + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
