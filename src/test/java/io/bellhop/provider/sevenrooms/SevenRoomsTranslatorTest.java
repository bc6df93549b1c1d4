package io.bellhop.provider.sevenrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RequestBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of reservations. */
class SevenRoomsTranslatorTest {

    private static final String VENUE = "ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx";
    private static final String RESERVATION = "ahFmYWtlLXNldmVucm9vbXMtcmVzZXJ2LTAwMQ";
    private static final String CLIENT = "ahFmYWtlLXNldmVucm9vbXMtY2xpZW50LTAwMQ";
    private static final Version CREATED = version("2026-06-01T09:15:04.112Z");

    // The documented examples

    @Test
    void readsAReservationOfTheObservedStyle() throws UnreadablePayloadException {
        List<Change> changes = example("observed.reservation.created.json");

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0)).isEqualTo(new VenueChange(VENUE, CREATED));
        ReservationChange reservation = (ReservationChange) changes.get(1);
        assertThat(reservation.reference()).isEqualTo(RESERVATION);
        assertThat(reservation.version()).isEqualTo(CREATED);
        assertThat(reservation.created()).isTrue();
        assertThat(reservation.deleted()).isFalse();
        assertThat(reservation.venue()).isEqualTo(VENUE);
        assertThat(reservation.previous()).isEqualTo(Told.nothing());
        assertThat(reservation.fields().values()).isEqualTo(exampleFields().values());
        assertThat(reservation.guest()).isEqualTo(whoComes(CREATED));
    }

    @Test
    void readsAReservationAndItsGuestOfTheBriefStyle() throws UnreadablePayloadException {
        List<Change> changes = example("seed.reservation.created.json");

        assertThat(changes).hasSize(3);
        assertThat(changes.get(0)).isEqualTo(new VenueChange(VENUE, version("2026-06-01T09:15:05Z")));
        assertThat(changes.get(1))
                .isEqualTo(new GuestChange(
                        CLIENT,
                        CREATED,
                        false,
                        Told.tell()
                                .that("first_name", "Zoë")
                                .that("last_name", "Lindqvist")
                                .that("email", "zoe.lindqvist@example.com")
                                .that("phone", "+15555550142")
                                .that("marketing_opt_in", false)
                                .done()));
        ReservationChange reservation = (ReservationChange) changes.get(2);
        assertThat(reservation.version()).isEqualTo(CREATED);
        assertThat(reservation.created()).isTrue();
        assertThat(reservation.fields().values()).isEqualTo(exampleFields().values());
        assertThat(reservation.guest()).isEqualTo(whoComes(CREATED));
    }

    @Test
    void readsADeletionByItsOwnTime() throws UnreadablePayloadException {
        ReservationChange reservation = reservation(example("observed.reservation.deleted.json"));

        assertThat(reservation.deleted()).isTrue();
        assertThat(reservation.created()).isFalse();
        assertThat(reservation.version()).isEqualTo(version("2026-06-03T11:00:00.250Z"));
        assertThat(reservation.fields().get("status")).isEqualTo("canceled");
    }

    @Test
    void readsAnArrival() throws UnreadablePayloadException {
        ReservationChange reservation = reservation(example("observed.reservation.updated.json"));

        assertThat(reservation.created()).isFalse();
        assertThat(reservation.version()).isEqualTo(version("2026-06-20T19:34:12Z"));
        assertThat(reservation.fields().get("status")).isEqualTo("arrived");
        assertThat(reservation.fields().get("details.arrived_guests")).isEqualTo(2);
    }

    private static Told exampleFields() {
        return Told.tell()
                .that("provider_status", "CONFIRMED")
                .that("status", "confirmed")
                .that("confirmation_code", "QX7R2KD9")
                .that("guest_name", "Zoë Lindqvist")
                .that("party_size", 4)
                .that("arrival_date", "2026-06-20")
                .that("arrival_time", "19:30:00")
                .that("departure_date", "2026-06-20")
                .that("departure_time", "21:15:00")
                .that("tables", List.of("12"))
                .that("notes", null)
                .that("requests", "Quiet table, sesame allergy")
                .that("details.arrived_guests", 0)
                .that("details.duration_minutes", 105)
                .that("details.shift", "DINNER")
                .that("details.reservation_type", "DINING")
                .done();
    }

    private static GuestChange whoComes(Version version) {
        return new GuestChange(
                CLIENT,
                version,
                false,
                Told.tell()
                        .that("first_name", "Zoë")
                        .that("last_name", "Lindqvist")
                        .that("email", "zoe.lindqvist@example.com")
                        .that("phone", "+15555550142")
                        .that("vip", false)
                        .done());
    }

    // Versions

    @Test
    void readsVersionsInTheZoneThatIsSet() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("zone", "America/New_York");

        ReservationChange reservation = reservation(updated("\"updated\":\"2026-06-01T09:15:04\"", settings));

        assertThat(reservation.version()).isEqualTo(version("2026-06-01T13:15:04Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "\"updated\":\"2026-06-01T08:00:00\", 2026-06-01T08:00:00Z",
        "\"updated\":null, 2026-06-01T10:00:00Z",
        "\"updated\":\"soon\", 2026-06-01T10:00:00Z"
    })
    void withoutATimeItsOwnTheEventsCounts(String updated, Instant version) throws UnreadablePayloadException {
        String body = "{\"id\":\"e1\",\"event\":\"reservation.updated\",\"created_at\":\"2026-06-01T10:00:00Z\","
                + "\"data\":{\"reservation\":{\"id\":\"r1\"," + updated + "}}}";

        assertThat(reservation(translate(body, Map.of())).version()).isEqualTo(new Version(version));
    }

    @Test
    void withoutAnyTimeTheReceiptCounts() throws UnreadablePayloadException {
        assertThat(reservation(updated("\"max_guests\":4", Map.of())).version())
                .isEqualTo(new Version(RequestBuilder.NOW));
    }

    // Statuses

    @ParameterizedTest
    @CsvSource({
        "REQUEST,   requested",
        "PENDING,   requested",
        "BOOKED,    confirmed",
        "Confirmed, confirmed",
        "ARRIVED,   arrived",
        "SEATED,    seated",
        "COMPLETE,  completed",
        "CANCELLED, canceled",
        "NO_SHOW,   no-show",
        "No Show,   no-show",
        "NO_ANSWER,"
    })
    void knowsTheirStatuses(String theirs, String ours) throws UnreadablePayloadException {
        Told fields =
                reservation(updated("\"status\":\"" + theirs + "\"", Map.of())).fields();

        assertThat(fields)
                .isEqualTo(Told.tell()
                        .that("provider_status", theirs)
                        .that("status", ours)
                        .done());
    }

    @Test
    void takesMoreStatusesFromTheSettings() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("statuses", "NO_ANSWER=requested, BOOKED=requested");

        assertThat(status(updated("\"status\":\"NO_ANSWER\"", settings))).isEqualTo("requested");
        assertThat(status(updated("\"status\":\"BOOKED\"", settings))).isEqualTo("requested");
        assertThat(status(updated("\"status\":\"ARRIVED\"", settings))).isEqualTo("arrived");
    }

    @ParameterizedTest
    @CsvSource({
        "reservation.canceled,  canceled",
        "reservation.cancelled, canceled",
        "reservation.seated,    seated",
        "reservation.no_show,   no-show",
        "reservation.updated,   confirmed"
    })
    void someTypesDecideTheStatus(String type, String status) throws UnreadablePayloadException {
        List<Change> changes = translate(
                "{\"id\":\"e1\",\"event\":\"" + type + "\",\"data\":{\"reservation\":"
                        + "{\"id\":\"r1\",\"status\":\"CONFIRMED\"}}}",
                Map.of());

        assertThat(status(changes)).isEqualTo(status);
        assertThat(reservation(changes).fields().get("provider_status")).isEqualTo("CONFIRMED");
    }

    @Test
    void ofAStatusThatIsNotThereNothingIsSaid() throws UnreadablePayloadException {
        assertThat(reservation(updated("\"max_guests\":4", Map.of())).fields())
                .isEqualTo(Told.tell().that("party_size", 4).done());
    }

    // Times of arrival and departure

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"time_slot_iso\":\"2026-06-20 19:30:00\",\"date\":\"2026-06-21\"                       | 2026-06-20 | 19:30:00",
                "\"time_slot_iso\":null,\"real_datetime_of_slot\":\"2026-06-20T19:30:00\"                | 2026-06-20 | 19:30:00",
                "\"time_slot_iso\":\"soon\",\"date\":\"2026-06-20\",\"arrival_time\":\"07:30:00 PM\"     | 2026-06-20 | 19:30:00",
                "\"date\":\"2026-06-20\",\"arrival_time\":\"07:30 PM\"                                   | 2026-06-20 | 19:30:00",
                "\"date\":\"2026-06-20\",\"arrival_time\":\"19:30\"                                      | 2026-06-20 | 19:30:00",
                "\"date\":\"2026-06-20\",\"arrival_time\":\"later\"                                      | 2026-06-20 |",
                "\"date\":\"June\",\"arrival_time\":null                                                 |            |"
            })
    void takesTheArrivalFromWhereItIsReadable(String told, String date, String time) throws UnreadablePayloadException {
        assertThat(reservation(updated(told, Map.of())).fields())
                .isEqualTo(Told.tell()
                        .that("arrival_date", date)
                        .that("arrival_time", time)
                        .done());
    }

    @Test
    void departsAfterItsDurationPerhapsTheNextDay() throws UnreadablePayloadException {
        Told fields = reservation(updated("\"time_slot_iso\":\"2026-06-20 23:30:00\",\"duration\":105", Map.of()))
                .fields();

        assertThat(fields.get("departure_date")).isEqualTo("2026-06-21");
        assertThat(fields.get("departure_time")).isEqualTo("01:15:00");
    }

    @Test
    void withoutADurationNoDepartureIsTold() throws UnreadablePayloadException {
        Told fields = reservation(updated("\"time_slot_iso\":\"2026-06-20 23:30:00\",\"duration\":null", Map.of()))
                .fields();

        assertThat(fields.fields()).containsExactly("arrival_date", "arrival_time", "details.duration_minutes");
    }

    @Test
    void tellsTheVenuesZoneIfItIsSet() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("venue-zone", "America/New_York");

        Told fields = reservation(updated("\"time_slot_iso\":\"2026-06-20T23:30:00Z\"", settings))
                .fields();

        assertThat(fields)
                .isEqualTo(Told.tell()
                        .that("arrival_date", "2026-06-20")
                        .that("arrival_time", "19:30:00")
                        .that("zone", "America/New_York")
                        .done());
    }

    // Money and the rest

    @Test
    void tellsACurrencyWithAnAmountOnly() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("currency", "usd");

        assertThat(reservation(updated("\"total_payment\":120", settings))
                        .fields()
                        .values())
                .isEqualTo(Told.tell()
                        .that("amount", new BigDecimal("120.00"))
                        .that("currency", "USD")
                        .done()
                        .values());
        assertThat(reservation(updated("\"total_payment\":null", settings)).fields())
                .isEqualTo(Told.tell().that("amount", null).done());
    }

    @Test
    void whatIsNotReadableIsToldAsNothing() throws UnreadablePayloadException {
        assertThat(reservation(updated("\"max_guests\":-2,\"total_payment\":\"much\",\"table_numbers\":{}", Map.of()))
                        .fields())
                .isEqualTo(Told.tell()
                        .that("party_size", null)
                        .that("amount", null)
                        .that("tables", null)
                        .done());
    }

    @Test
    void aReservationOfNobodyHasNoGuest() throws UnreadablePayloadException {
        assertThat(reservation(updated("\"first_name\":\"Walk-in\",\"email\":\"\"", Map.of()))
                        .guest())
                .isNull();
    }

    @Test
    void whoComesMayHaveNoIdButAnAddress() throws UnreadablePayloadException {
        GuestChange guest = reservation(updated("\"email\":\"ines.beispiel@example.com\"", Map.of()))
                .guest();

        assertThat(guest.reference()).isNull();
        assertThat(guest.fields().get("email")).isEqualTo("ines.beispiel@example.com");
    }

    @Test
    void theVenueMayStandInTheEnvelopeOnly() throws UnreadablePayloadException {
        List<Change> changes = translate(
                "{\"id\":\"e1\",\"event\":\"reservation.updated\",\"venue_id\":\"v1\","
                        + "\"data\":{\"reservation\":{\"id\":\"r1\"},\"guest\":{\"id\":\"g1\"}}}",
                Map.of());

        assertThat(changes.get(0)).isEqualTo(new VenueChange("v1", new Version(RequestBuilder.NOW)));
        assertThat(reservation(changes).venue()).isEqualTo("v1");
        assertThat(reservation(changes).guest().reference()).isEqualTo("g1");
    }

    @Test
    void eachOfSeveralEventsIsTranslatedFromItsOwnBytes() throws UnreadablePayloadException {
        List<Change> changes = translate(
                "[{\"entity_type\":\"reservation\",\"event_type\":\"updated\",\"entity\":{\"id\":\"r1\"}},"
                        + "{\"entity_type\":\"table\",\"event_type\":\"updated\",\"entity\":{\"id\":\"t1\"}},"
                        + "{\"entity_type\":\"reservation\",\"event_type\":\"created\",\"entity\":{\"id\":\"r2\"}}]",
                Map.of());

        assertThat(changes)
                .extracting(change -> ((ReservationChange) change).reference())
                .containsExactly("r1", "r2");
    }

    @Test
    void takesTheTypeThatThePathSupplied() throws UnreadablePayloadException {
        List<Change> changes = new Translation(new SevenRoomsProvider(), SourceSettings.none())
                .of(RequestBuilder.with("{\"id\":\"r1\",\"max_guests\":2}")
                        .path("reservation-no-show")
                        .build());

        assertThat(reservation(changes).reference()).isEqualTo("r1");
        assertThat(status(changes)).isEqualTo("no-show");
    }

    @Test
    void aReservationWithoutItsIdIsUnreadable() {
        assertThatThrownBy(() -> translate(
                        "{\"event\":\"reservation.updated\",\"data\":{\"reservation\":{\"max_guests\":2}}}", Map.of()))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("a reservation without its id");
    }

    @ParameterizedTest
    @CsvSource({"statuses, SEATED=sitting", "venue-zone, Mars", "currency, dollars", "zone, Mars"})
    void refusesImpossibleSettings(String setting, String value) {
        assertThatThrownBy(() -> new SevenRoomsProvider().translator(new SourceSettings(Map.of(setting, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting " + setting + " is \"" + value + "\"");
    }

    private static Object status(List<Change> changes) {
        return reservation(changes).fields().get("status");
    }

    private static ReservationChange reservation(List<Change> changes) {
        return (ReservationChange) changes.get(changes.size() - 1);
    }

    private static Version version(String at) {
        return new Version(Instant.parse(at));
    }

    private static List<Change> updated(String told, Map<String, String> settings) throws UnreadablePayloadException {
        return translate(
                "[{\"entity_type\":\"reservation\",\"event_type\":\"updated\",\"entity\":{\"id\":\"r1\"," + told
                        + "}}]",
                settings);
    }

    private static List<Change> example(String name) throws UnreadablePayloadException {
        return new Translation(new SevenRoomsProvider(), SourceSettings.none())
                .of(RequestBuilder.with(Fixtures.of("sevenrooms").body("examples/" + name))
                        .build());
    }

    private static List<Change> translate(String body, Map<String, String> settings) throws UnreadablePayloadException {
        return new Translation(new SevenRoomsProvider(), new SourceSettings(settings))
                .of(RequestBuilder.with(body).build());
    }
}
