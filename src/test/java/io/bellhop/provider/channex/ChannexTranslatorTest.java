package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.Notice;
import io.bellhop.change.PullNeeded;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of bookings. */
class ChannexTranslatorTest {

    private static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";
    private static final String BOOKING = "91e6eadd-a8b4-5757-aceb-7289110dad00";
    private static final String CHANNEL = "b3eb6f2d-873b-5fd4-88e0-2e297c55d8cf";
    private static final String RICH = "\"booking_id\":\"b1\",\"booking_revision_id\":\"r1\",\"property_id\":\"p1\","
            + "\"channel_id\":\"c1\",\"booking_unique_id\":\"EXP-9000000003\",\"ota_code\":\"9000000003\","
            + "\"customer_name\":\"Ines Beispiel\",\"amount\":\"268.00\",\"currency\":\"EUR\","
            + "\"arrival_date\":\"2026-07-18\",\"count_of_nights\":2,\"count_of_rooms\":1";

    // Hints

    @ParameterizedTest
    @CsvSource({
        "booking.json,              91a3bf11-db16-5be8-9441-18ab645102cd, 2026-05-05T13:00:02.220011Z, false,",
        "booking_new.json,          91a3bf11-db16-5be8-9441-18ab645102cd, 2026-05-05T13:00:02.220011Z, true,  confirmed",
        "booking_modification.json, 99e902e9-c86d-54d3-a827-1ee1407751b5, 2026-05-06T08:10:02.000045Z, false, confirmed",
        "booking_cancellation.json, 787383c9-7137-509b-9983-fd0a0ba5f978, 2026-05-07T19:45:40.900000Z, false, canceled"
    })
    void aHintTellsOfABookingNoMoreThanItsEventSays(
            String example, String revision, Instant at, boolean created, String status)
            throws UnreadablePayloadException {
        Told fields = Told.tell()
                .ifKnown("status", status)
                .that("details.revision_id", revision)
                .done();

        assertThat(example(example))
                .containsExactly(
                        new VenueChange(PROPERTY, new Version(at)),
                        new ReservationChange(
                                BOOKING,
                                new Version(at, revision),
                                created,
                                false,
                                PROPERTY,
                                null,
                                fields,
                                Told.nothing()),
                        new PullNeeded("booking_revisions", PROPERTY));
    }

    // Summaries

    @Test
    void readsASummary() throws UnreadablePayloadException {
        ReservationChange reservation = reservation(example("non_acked_booking.json"));

        assertThat(reservation.created()).isFalse();
        // A reminder after half an hour tells what was, not what is.
        assertThat(reservation.version())
                .isEqualTo(new Version(
                        Instant.parse("2026-05-05T13:00:05.310491Z"), "91a3bf11-db16-5be8-9441-18ab645102cd"));
        assertThat(reservation.fields().values())
                .isEqualTo(Told.tell()
                        .that("confirmation_code", "9000000001")
                        .that("guest_name", "Ines Beispiel")
                        .that("amount", new BigDecimal("412.50"))
                        .that("currency", "EUR")
                        .that("arrival_date", "2026-06-12")
                        .that("departure_date", "2026-06-15")
                        .that("details.revision_id", "91a3bf11-db16-5be8-9441-18ab645102cd")
                        .that("details.unique_id", "BDC-9000000001")
                        .that("details.channel_id", CHANNEL)
                        .that("details.room_count", 1)
                        .done()
                        .values());
    }

    @Test
    void readsASummaryWithoutAnEnvelope() throws UnreadablePayloadException {
        List<Change> changes = translate("{" + RICH + "}", Map.of());

        assertThat(changes.get(0)).isEqualTo(new VenueChange("p1", new Version(RequestBuilder.NOW)));
        ReservationChange reservation = reservation(changes);
        assertThat(reservation.reference()).isEqualTo("b1");
        assertThat(reservation.version()).isEqualTo(new Version(RequestBuilder.NOW, "r1"));
        assertThat(reservation.created()).isFalse();
        assertThat(reservation.fields().tells("status")).isFalse();
        assertThat(reservation.fields().get("departure_date")).isEqualTo("2026-07-20");
    }

    @Test
    void tellsTheVenuesZoneWithADate() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("venue-zone", "Europe/Lisbon");

        assertThat(reservation(translate(event("booking", "{" + RICH + "}"), settings))
                        .fields()
                        .get("zone"))
                .isEqualTo("Europe/Lisbon");
        assertThat(reservation(translate(event("booking", "{\"booking_id\":\"b1\"}"), settings))
                        .fields())
                .isEqualTo(Told.nothing());
        assertThat(reservation(example("reservation_request.json", settings))
                        .fields()
                        .get("zone"))
                .isEqualTo("Europe/Lisbon");
    }

    @Test
    void theOuterPropertyIsTheVenue() throws UnreadablePayloadException {
        List<Change> outer = translate(
                "{\"event\":\"booking\",\"property_id\":\"p0\",\"payload\":{" + RICH
                        + ",\"property_name\":\"Example Bay Hotel\"}}",
                Map.of());
        List<Change> inner = translate(event("booking", "{" + RICH + "}"), Map.of());

        assertThat(outer.get(0))
                .isEqualTo(VenueChange.named("p0", new Version(RequestBuilder.NOW), "Example Bay Hotel"));
        assertThat(reservation(outer).venue()).isEqualTo("p0");
        assertThat(reservation(inner).venue()).isEqualTo("p1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"booking_revision_id\":\"r1\"}", "null", "\"b1\"", "[]"})
    void aBookingThatIsNotNamedIsOnlyNoticed(String payload) throws UnreadablePayloadException {
        assertThat(translate(event("booking_new", payload), Map.of()))
                .containsExactly(new Notice(Told.nothing()), new PullNeeded("booking_revisions", null));
    }

    @ParameterizedTest
    @CsvSource({
        "ari,         availability restrictions",
        "booking_new, booking_revisions",
        "message,     messages",
        "review,      reviews"
    })
    void whatComesWithoutDataIsOnlyNoticedAndAskedFor(String event, String feeds) throws UnreadablePayloadException {
        List<Change> expected = new ArrayList<>();
        expected.add(new VenueChange(PROPERTY, new Version(Instant.parse("2026-05-05T13:00:00Z"))));
        expected.add(new Notice(Told.tell().that("venue", PROPERTY).done()));
        for (String feed : feeds.split(" ")) {
            expected.add(new PullNeeded(feed, PROPERTY));
        }

        assertThat(example("no-data." + event + ".json")).isEqualTo(expected);
    }

    // What is to be asked for

    @ParameterizedTest
    @CsvSource({
        "booking,                         booking_revisions",
        "booking_cancellation,            booking_revisions",
        "non_acked_booking,               booking_revisions",
        "booking_unmapped_room,           booking_revisions",
        "booking_unmapped_rate,           booking_revisions",
        "inquiry,                         messages",
        "message_thread_booking_assigned, messages",
        "updated_review,                  reviews",
        "ari,",
        "sync_error,",
        "activate_channel,",
        "reservation_request,"
    })
    void withoutDataAndPropertyAllAreAskedForIfThatIsPossible(String event, String feed)
            throws UnreadablePayloadException {
        List<Change> changes = translate("{\"event\":\"" + event + "\"}", Map.of());

        assertThat(changes.get(0)).isEqualTo(new Notice(Told.nothing()));
        assertThat(changes.subList(1, changes.size()))
                .isEqualTo(feed == null ? List.of() : List.of(new PullNeeded(feed, null)));
    }

    @Test
    void withDataOnlyBookingsAreAskedFor() throws UnreadablePayloadException {
        for (String example : Fixtures.of("channex").examples()) {
            String name = example.substring("examples/".length());
            boolean booking = name.matches("(booking|non_acked).*");
            if (!name.startsWith("no-data.")) {
                assertThat(example(name).stream()
                                .filter(PullNeeded.class::isInstance)
                                .toList())
                        .as(name)
                        .isEqualTo(booking ? List.of(new PullNeeded("booking_revisions", PROPERTY)) : List.of());
            }
        }
    }

    @Test
    void whatIsNotReadableIsToldAsNothing() throws UnreadablePayloadException {
        Told fields = reservation(translate(
                        event(
                                "booking",
                                "{\"booking_id\":\"b1\",\"amount\":\"much\",\"currency\":\"€\",\"arrival_date\":\"soon\","
                                        + "\"count_of_nights\":2147483647,\"count_of_rooms\":-1}"),
                        Map.of()))
                .fields();

        assertThat(fields)
                .isEqualTo(Told.tell()
                        .that("amount", null)
                        .that("currency", null)
                        .that("arrival_date", null)
                        .that("details.room_count", null)
                        .done());
    }

    // Whole revisions

    @Test
    void readsARequestedReservation() throws UnreadablePayloadException {
        Version version = new Version(Instant.parse("2026-05-09T10:00:01Z"), "1824b720-185d-5356-a185-aef5fd22b30d");

        ReservationChange reservation = reservation(example("reservation_request.json"));

        assertThat(reservation.reference()).isEqualTo("ccc7e4d9-0292-5697-9cc2-81c308626c05");
        assertThat(reservation.version()).isEqualTo(version);
        assertThat(reservation.created()).isTrue();
        assertThat(reservation.venue()).isEqualTo(PROPERTY);
        assertThat(reservation.fields().values())
                .isEqualTo(request().that("status", "requested").done().values());
        assertThat(reservation.guest())
                .isEqualTo(new GuestChange(
                        null,
                        version,
                        false,
                        Told.tell()
                                .that("first_name", "Tomas")
                                .that("last_name", "Muster")
                                .that("email", "tomas.muster@example.com")
                                .that("phone", "+15555550177")
                                .done()));
    }

    private static Told.Telling request() {
        return Told.tell()
                .that("provider_status", "new")
                .that("confirmation_code", "HMEXAMPLE1")
                .that("channel", "Airbnb")
                .that("guest_name", "Tomas Muster")
                .that("adults", 2)
                .that("children", 0)
                .that("infants", 0)
                .that("party_size", 2)
                .that("arrival_date", "2026-08-10")
                .that("arrival_time", null)
                .that("departure_date", "2026-08-12")
                .that("amount", new BigDecimal("240.00"))
                .that("currency", "EUR")
                .that("notes", null)
                .that(
                        "rooms",
                        List.of(Map.of(
                                "room_type", "9ebd93de-01ef-5e43-9396-374b349a8963",
                                "rate_plan", "103309d0-b708-559d-b326-51bff60bc464",
                                "arrival_date", "2026-08-10",
                                "departure_date", "2026-08-12",
                                "adults", 2,
                                "children", 0,
                                "infants", 0,
                                "amount", "240.00",
                                "canceled", false)))
                .that("details.revision_id", "1824b720-185d-5356-a185-aef5fd22b30d")
                .that("details.unique_id", "ABB-HMEXAMPLE1");
    }

    @Test
    void anAcceptedOneIsConfirmedAndADeclinedOneCanceled() throws UnreadablePayloadException {
        ReservationChange accepted = reservation(example("accepted_reservation.assumed.json"));
        ReservationChange declined = reservation(example("declined_reservation.assumed.json"));

        assertThat(accepted.fields().values())
                .isEqualTo(request().that("status", "confirmed").done().values());
        assertThat(accepted.created()).isTrue();
        assertThat(declined.fields().values())
                .isEqualTo(request().that("status", "canceled").done().values());
        assertThat(declined.created()).isFalse();
    }

    @Test
    void aResolvedRequestNoLongerSaysHowFarItIs() throws UnreadablePayloadException {
        ReservationChange reservation = reservation(translate(
                event("reservation_request", "{\"resolved\":true,\"bms\":{\"booking_id\":\"b1\",\"status\":\"new\"}}"),
                Map.of()));

        assertThat(reservation.fields())
                .isEqualTo(Told.tell().that("provider_status", "new").done());
    }

    @Test
    void readsAWholeRevision() throws UnreadablePayloadException {
        Told fields = reservation(revision("\"arrival_hour\":\"10:00\",\"notes\":\"Quiet room please\","
                        + "\"payment_collect\":\"property\",\"payment_type\":null,"
                        + "\"guarantee\":{\"card_number\":\"411111******1111\",\"cardholder_name\":\"canary\"},"
                        + "\"occupancy\":{\"adults\":2,\"children\":1},"
                        + "\"rooms\":[{\"room_type_id\":null,\"amount\":390,\"is_cancelled\":true,"
                        + "\"guests\":[{\"name\":\"Ines\",\"surname\":\"Beispiel\"},{\"name\":null},null]}]"))
                .fields();

        assertThat(fields)
                .isEqualTo(Told.tell()
                        .that("status", "confirmed")
                        .that("adults", 2)
                        .that("children", 1)
                        .that("arrival_time", "10:00:00")
                        .that("notes", "Quiet room please")
                        .that(
                                "rooms",
                                List.of(Map.of(
                                        "amount", "390.00", "canceled", true, "guests", List.of("Ines Beispiel"))))
                        .that("details.payment_collect", "property")
                        .that("details.payment_type", null)
                        .done());
    }

    @Test
    void readsTheWholeCustomer() throws UnreadablePayloadException {
        GuestChange guest = reservation(
                        revision("\"customer\":{\"name\":\"Ines\",\"surname\":\"Beispiel\",\"phone\":\"+15555550163\","
                                + "\"language\":\"EN\",\"country\":\"NL\",\"city\":\"Exampledam\","
                                + "\"address\":\"Example Street 5\",\"zip\":\"0000 EX\","
                                + "\"company\":{\"title\":\"Example Ltd\"}}"))
                .guest();

        assertThat(guest.reference()).isNull();
        assertThat(guest.fields())
                .isEqualTo(Told.tell()
                        .that("first_name", "Ines")
                        .that("last_name", "Beispiel")
                        .that("phone", "+15555550163")
                        .that("language", "en")
                        .that("country", "NL")
                        .that("city", "Exampledam")
                        .that("address", "Example Street 5")
                        .that("postal_code", "0000 EX")
                        .that("company", "Example Ltd")
                        .done());
    }

    @Test
    void aCustomerWithoutAnAddressCannotBeKnownAgain() throws UnreadablePayloadException {
        ReservationChange reservation = reservation(revision("\"customer\":{\"name\":\"Ines\",\"mail\":\"\"}"));

        assertThat(reservation.guest()).isNull();
        assertThat(reservation.fields().get("guest_name")).isEqualTo("Ines");
    }

    @Test
    void aRequestForNoBookingIsUnreadable() {
        assertThatThrownBy(() -> translate(event("reservation_request", "{\"bms\":{\"id\":\"r1\"}}"), Map.of()))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("a reservation without the booking's id");
    }

    // Settings

    @Test
    void takesOtherStatusesFromTheSettings() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("statuses", "booking=confirmed, booking_new=requested");

        assertThat(reservation(example("booking.json", settings)).fields().get("status"))
                .isEqualTo("confirmed");
        assertThat(reservation(example("booking_new.json", settings)).fields().get("status"))
                .isEqualTo("requested");
    }

    @ParameterizedTest
    @CsvSource({"statuses, booking_new", "venue-zone, Mars"})
    void refusesImpossibleSettings(String setting, String value) {
        assertThatThrownBy(() -> new ChannexProvider().translator(new SourceSettings(Map.of(setting, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting " + setting + " is \"" + value + "\"");
    }

    private static ReservationChange reservation(List<Change> changes) {
        return changes.stream()
                .filter(ReservationChange.class::isInstance)
                .map(ReservationChange.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Change> revision(String told) throws UnreadablePayloadException {
        return translate(event("accepted_reservation", "{\"bms\":{\"booking_id\":\"b1\"," + told + "}}"), Map.of());
    }

    private static String event(String name, String payload) {
        return "{\"event\":\"" + name + "\",\"payload\":" + payload + "}";
    }

    private static List<Change> example(String name) throws UnreadablePayloadException {
        return example(name, Map.of());
    }

    private static List<Change> example(String name, Map<String, String> settings) throws UnreadablePayloadException {
        return new Translation(new ChannexProvider(), new SourceSettings(settings))
                .of(RequestBuilder.with(Fixtures.of("channex").body("examples/" + name))
                        .build());
    }

    private static List<Change> translate(String body, Map<String, String> settings) throws UnreadablePayloadException {
        return new Translation(new ChannexProvider(), new SourceSettings(settings))
                .of(RequestBuilder.with(body).build());
    }
}
