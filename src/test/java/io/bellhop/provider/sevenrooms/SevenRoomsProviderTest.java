package io.bellhop.provider.sevenrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.provider.Envelope;
import io.bellhop.provider.ProviderContract;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SevenRoomsProviderTest extends ProviderContract {

    @Test
    void theIdOfAReservationWithoutAnEnvelopeIsNotTheEvents() throws UnreadablePayloadException {
        String confirmed = """
                {"event":"reservation.updated","id":"R1","status":"CONFIRMED","updated":"2026-06-01T10:00:00"}""";
        String canceled = """
                {"event":"reservation.updated","id":"R1","status":"CANCELED","updated":"2026-06-01T11:00:00"}""";

        assertThat(readOne(confirmed).key().value()).isEqualTo("sevenrooms|reservation|R1|updated|2026-06-01T10:00:00");
        assertThat(readOne(canceled).key()).isNotEqualTo(readOne(confirmed).key());
        assertThat(readOne(canceled).subject()).isEqualTo("reservation/R1");
    }

    @Test
    void entityTypeAndEventTypeMayStandBesideTheFields() throws UnreadablePayloadException {
        Envelope updated = readOne("""
                {"entity_type":"reservation","event_type":"updated","id":"R9","updated":"2026-06-01T10:00:00"}""");
        Envelope deleted = readOne("""
                {"entity_type":"client","event_type":"deleted","id":"R9","deleted":"2026-06-01T10:00:00"}""");

        assertThat(updated.type()).isEqualTo("reservation.updated");
        assertThat(deleted.type()).isEqualTo("guest.deleted");
        assertThat(deleted.key()).isNotEqualTo(updated.key());
    }

    private static final String VENUE = "ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx";
    private static final String RESERVATION = "ahFmYWtlLXNldmVucm9vbXMtcmVzZXJ2LTAwMQ";
    private static final String CLIENT = "ahFmYWtlLXNldmVucm9vbXMtY2xpZW50LTAwMQ";
    private static final String HEX = "e29593d94bc8d9602c6305f9ca8f1e45e3606f5de4b55c75d82e60c2360173f3";

    SevenRoomsProviderTest() {
        super(new SevenRoomsProvider());
    }

    @Override
    protected Sample sample() {
        return new Sample(fixtures.body("examples/seed.reservation.created.json"), HEX);
    }

    @Override
    protected void addProof(RequestBuilder request, String proof) {
        request.header("X-SevenRooms-Signature", proof);
    }

    @Override
    protected Stream<Named<String>> proofsInAnotherEncoding() {
        return Stream.of(
                Named.of("base64", "4pWT2UvI2WAsYwX5yo8eReNgb13ktVx12C5gwjYBc/M="),
                Named.of("with a prefix that names another algorithm", "sha1=" + HEX),
                Named.of("an odd number of digits", HEX.substring(1)),
                Named.of("a byte less", HEX.substring(2)),
                Named.of("a byte more", HEX + "00"),
                Named.of("with colons", HEX.replaceAll("(..)(?=.)", "$1:")));
    }

    @Override
    protected boolean signsItsBody() {
        return true;
    }

    // The documented examples

    @ParameterizedTest
    @CsvSource({
        "seed.reservation.created.json,     reservation.created,  2026-06-01T09:15:05Z, evt_631e9e4d4d1e526da52e80b9",
        "seed.reservation.updated.json,     reservation.updated,  2026-06-02T10:00:01Z, evt_1ab62fd920e65d098d800378",
        "seed.reservation.canceled.json,    reservation.canceled, 2026-06-03T11:00:01Z, evt_d9f38e0087715d01ac4c3d3c",
        "seed.guest.merged.json,            guest.merged,         2026-06-04T12:00:01Z, evt_f143b6c4dec15406b1064982"
    })
    void readsTheStyleOfTheBrief(String example, String type, Instant time, String id)
            throws UnreadablePayloadException {
        Envelope envelope = readOne(request("examples/" + example).build(), SourceSettings.none());

        assertThat(envelope.key().value()).isEqualTo("sevenrooms|" + VENUE + "|" + id);
        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.providerType()).isEqualTo(type);
        assertThat(envelope.occurredAt()).isEqualTo(time);
        assertThat(envelope.subject())
                .isEqualTo(type.startsWith("guest") ? "guest/" + CLIENT : "reservation/" + RESERVATION);
        assertThat(envelope.keyLifetime()).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({
        "reservation, created, reservation.created, 2026-06-01T09:15:04.112000",
        "reservation, updated, reservation.updated, 2026-06-20T19:34:12.000000",
        "reservation, deleted, reservation.deleted, 2026-06-03T11:00:00.250000",
        "client,      created, guest.created,       2026-06-01T09:15:04.112000",
        "client,      updated, guest.updated,       2026-06-04T12:00:00.000000"
    })
    void readsTheObservedStyle(String entityType, String eventType, String type, String version)
            throws UnreadablePayloadException {
        String example = "examples/observed." + entityType + "." + eventType + ".json";
        String id = entityType.equals("client") ? CLIENT : RESERVATION;

        Envelope envelope = readOne(request(example).build(), SourceSettings.none());

        assertThat(envelope.key().value())
                .isEqualTo("sevenrooms|" + entityType + "|" + id + "|" + eventType + "|" + version);
        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.providerType()).isEqualTo(entityType + "." + eventType);
        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse(version + "Z"));
        assertThat(envelope.subject()).isEqualTo((entityType.equals("client") ? "guest/" : "reservation/") + id);
    }

    @Test
    void readsTimesWithoutAnOffsetInTheZoneThatIsSet() throws UnreadablePayloadException {
        Envelope envelope = readOne(
                request("examples/observed.reservation.created.json").build(), settings("zone", "America/New_York"));

        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse("2026-06-01T13:15:04.112Z"));
    }

    // Several events in one request

    @Test
    void anArrayOfThreeIsThreeEventsOneOfThemUnknown() throws UnreadablePayloadException {
        String first =
                "{\"entity_type\":\"reservation\",\"event_type\":\"created\",\"entity\":{\"id\":\"r1\",\"updated\":\"u1\",\"notes\":\"Zoë\"}}";
        String second =
                "{ \"entity_type\" : \"waitlist\", \"event_type\":\"bumped\", \"entity\":{\"id\":\"w1\",\"updated\":\"u2\"} }";
        String third =
                "{\"entity_type\":\"client\",\"event_type\":\"deleted\",\"entity\":{\"id\":\"c1\",\"updated\":\"u3\",\"deleted\":\"d3\"}}";

        List<Envelope> envelopes = read("[\n" + first + " ,\r\n" + second + "," + third + "\t]");

        assertThat(envelopes)
                .extracting(Envelope::type)
                .containsExactly("reservation.created", "unknown", "guest.deleted");
        assertThat(envelopes)
                .extracting(envelope -> envelope.key().value())
                .containsExactly(
                        "sevenrooms|reservation|r1|created|u1",
                        "sevenrooms|waitlist|w1|bumped|u2",
                        "sevenrooms|client|c1|deleted|d3");
        assertThat(envelopes).extracting(Envelope::subject).containsExactly("reservation/r1", null, "guest/c1");
        assertThat(envelopes)
                .extracting(envelope -> new String(envelope.body().bytes(), StandardCharsets.UTF_8))
                .containsExactly(first, second, third);
    }

    @Test
    void anElementThatIsNoObjectIsUnreadableAndTheOthersAreNot() throws UnreadablePayloadException {
        List<Envelope> envelopes =
                read("[null,{\"entity_type\":\"client\",\"event_type\":\"created\",\"entity\":{\"id\":\"c1\"}}]");

        assertThat(envelopes).extracting(Envelope::type).containsExactly("unreadable", "guest.created");
        assertThat(envelopes.get(0).note()).isNotBlank();
    }

    @Test
    void anEmptyArrayIsUnreadable() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(UnreadablePayloadException.class);
    }

    // Types

    @ParameterizedTest
    @CsvSource({
        "reservation.created,   reservation.created",
        "reservation.updated,   reservation.updated",
        "reservation.canceled,  reservation.canceled",
        "reservation.cancelled, reservation.canceled",
        "reservation.seated,    reservation.seated",
        "reservation.no_show,   reservation.no_show",
        "guest.created,         guest.created",
        "guest.updated,         guest.updated",
        "guest.merged,          guest.merged",
        "reservation.moved,     unknown",
        "ping,                  unknown"
    })
    void namesTheEventsOfTheBrief(String event, String type) throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"id\":\"e1\",\"event\":\"" + event + "\",\"data\":{}}");

        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.providerType()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "type", "event_type"})
    void findsTheEventUnderItsOtherNames(String name) throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"id\":\"e1\",\"" + name + "\":\"reservation.seated\",\"data\":{\"id\":\"r1\"}}");

        assertThat(envelope.type()).isEqualTo("reservation.seated");
        assertThat(envelope.subject()).isEqualTo("reservation/r1");
    }

    @Test
    void findsTheIdAndTheTimeUnderTheirOtherNames() throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"event_id\":\"e1\",\"venue_id\":\"v1\",\"event\":\"reservation.created\","
                + "\"timestamp\":\"2026-06-01T09:15:05Z\",\"data\":{}}");

        assertThat(envelope.key().value()).isEqualTo("sevenrooms|v1|e1");
        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse("2026-06-01T09:15:05Z"));
    }

    @Test
    void findsAReservationBesideItsEvent() throws UnreadablePayloadException {
        Envelope envelope =
                readOne("{\"id\":\"e1\",\"event\":\"reservation.created\",\"reservation\":{\"id\":\"r1\"}}");

        assertThat(envelope.subject()).isEqualTo("reservation/r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELED", "canceled", "CANCELLED"})
    void anUpdateToCanceledIsACancellation(String status) throws UnreadablePayloadException {
        Envelope envelope =
                readOne(updated(status, "[{\"field\":\"table\"},{\"field\":\"status\",\"previous\":\"CONFIRMED\"}]"));

        assertThat(envelope.type()).isEqualTo("reservation.canceled");
        assertThat(envelope.providerType()).isEqualTo("reservation.updated");
        assertThat(envelope.key().value()).isEqualTo("sevenrooms|reservation|r1|updated|u1");
    }

    @Test
    void anUpdateOfSomethingElseIsNoCancellation() throws UnreadablePayloadException {
        assertThat(readOne(updated("CANCELED", "[{\"field\":\"notes\",\"previous\":\"\"}]"))
                        .type())
                .isEqualTo("reservation.updated");
        assertThat(readOne(updated("CANCELED", "null")).type()).isEqualTo("reservation.updated");
        assertThat(readOne(updated("ARRIVED", "[{\"field\":\"status\"}]")).type())
                .isEqualTo("reservation.updated");
    }

    private static String updated(String status, String updates) {
        return "[{\"entity_type\":\"reservation\",\"event_type\":\"updated\","
                + "\"entity\":{\"id\":\"r1\",\"updated\":\"u1\",\"status\":\"" + status + "\"},\"updates\":" + updates
                + "}]";
    }

    @Test
    void aDeletionOfAGuestIsNoMerge() throws UnreadablePayloadException {
        assertThat(readOne("[{\"entity_type\":\"client\",\"event_type\":\"deleted\",\"entity\":{\"id\":\"c1\"}}]")
                        .type())
                .isEqualTo("guest.deleted");
    }

    @ParameterizedTest
    @CsvSource({
        "surviving_guest_id, guest/g1",
        "primary_guest_id,   guest/g1",
        "guest_id,           guest/g1",
        "some_guest_id,"
    })
    void aMergeIsAboutTheGuestThatSurvives(String field, String subject) throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"id\":\"e1\",\"event\":\"guest.merged\",\"data\":{\"" + field
                + "\":\"g1\",\"guest\":{\"id\":\"g2\"}}}");

        assertThat(envelope.type()).isEqualTo("guest.merged");
        assertThat(envelope.subject()).isEqualTo(subject);
    }

    // What the body leaves out

    @ParameterizedTest
    @CsvSource({
        "max_guests,    4,                     reservation.created",
        "client_id,     '\"c1\"',              reservation.created",
        "time_slot_iso, '\"2026-06-20 19:30\"', reservation.created",
        "total_visits,  4,                     guest.created"
    })
    void takesAMissingEntityTypeFromTheKeysOfTheEntity(String key, String value, String type)
            throws UnreadablePayloadException {
        assertThat(readOne("[{\"event_type\":\"created\",\"entity\":{\"id\":\"1\",\"" + key + "\":" + value + "}}]")
                        .type())
                .isEqualTo(type);
    }

    @Test
    void takesAMissingEntityTypeFromThePath() throws UnreadablePayloadException {
        Envelope envelope = readOne(
                RequestBuilder.with("[{\"event_type\":\"updated\",\"entity\":{\"id\":\"r1\",\"updated\":\"u1\"}}]")
                        .path("reservation-updated")
                        .build(),
                SourceSettings.none());

        assertThat(envelope.type()).isEqualTo("reservation.updated");
        assertThat(envelope.key().value()).isEqualTo("sevenrooms|reservation|r1|updated|u1");
    }

    @Test
    void doesNotInventAMissingEventType() throws UnreadablePayloadException {
        Envelope envelope =
                readOne("[{\"entity_type\":\"reservation\",\"entity\":{\"id\":\"r1\",\"updated\":\"u1\"}}]");

        assertThat(envelope.type()).isEqualTo("unknown");
        assertThat(envelope.providerType()).isNull();
        assertThat(envelope.subject()).isEqualTo("reservation/r1");
        assertThat(envelope.key().value()).startsWith("sevenrooms|sha256|");
    }

    @ParameterizedTest
    @CsvSource({
        "reservation-created,   reservation.created",
        "reservation-no-show,   reservation.no_show",
        "reservation-cancelled, reservation.canceled",
        "reservation-moved,     unknown"
    })
    void takesTheEventFromThePathIfTheBodyHasNone(String segment, String type) throws UnreadablePayloadException {
        String body = "{\"id\":\"e1\",\"venue_id\":\"v1\",\"data\":{\"reservation\":{\"id\":\"r1\"}}}";

        Envelope envelope =
                readOne(RequestBuilder.with(body).path("t0ken", segment).build(), SourceSettings.none());

        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.key().value()).isEqualTo("sevenrooms|v1|e1");
        assertThat(envelope.subject()).isEqualTo("reservation/r1");
    }

    @Test
    void findsAReservationAtTheRootAlsoWhenThePathNamesTheEvent() throws UnreadablePayloadException {
        String body = "{\"id\":\"e1\",\"venue_id\":\"v1\",\"created_at\":\"2026-06-01T09:15:05Z\","
                + "\"reservation\":{\"id\":\"r1\",\"updated\":\"u1\"}}";

        Envelope envelope =
                readOne(RequestBuilder.with(body).path("reservation-created").build(), SourceSettings.none());

        assertThat(envelope.type()).isEqualTo("reservation.created");
        assertThat(envelope.subject()).isEqualTo("reservation/r1");
        assertThat(envelope.key().value()).isEqualTo("sevenrooms|v1|e1");
    }

    @Test
    void theBodysEventCountsMoreThanThePaths() throws UnreadablePayloadException {
        String body = "{\"id\":\"e1\",\"event\":\"reservation.seated\",\"data\":{}}";

        Envelope envelope =
                readOne(RequestBuilder.with(body).path("reservation-created").build(), SourceSettings.none());

        assertThat(envelope.type()).isEqualTo("reservation.seated");
    }

    @Test
    void aBareReservationHasItsEventInThePathAndItsOwnId() throws UnreadablePayloadException {
        String body = "{\"id\":\"r1\",\"max_guests\":2,\"updated\":\"2026-06-01T09:15:04.112000\"}";

        Envelope envelope =
                readOne(RequestBuilder.with(body).path("reservation-created").build(), SourceSettings.none());

        assertThat(envelope.type()).isEqualTo("reservation.created");
        assertThat(envelope.subject()).isEqualTo("reservation/r1");
        assertThat(envelope.key().value()).isEqualTo("sevenrooms|reservation|r1|created|2026-06-01T09:15:04.112000");
        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse("2026-06-01T09:15:04.112Z"));
    }

    // Keys

    @Test
    void theSameIdAtAnotherVenueIsAnotherEvent() throws UnreadablePayloadException {
        Envelope here = readOne("{\"id\":\"e1\",\"venue_id\":\"v1\",\"event\":\"reservation.created\",\"data\":{}}");
        Envelope there = readOne("{\"id\":\"e1\",\"venue_id\":\"v2\",\"event\":\"reservation.created\",\"data\":{}}");

        assertThat(here.key()).isNotEqualTo(there.key());
    }

    @Test
    void withoutAnIdTheEntityAndItsVersionAreTheKey() throws UnreadablePayloadException {
        Envelope envelope = readOne(
                "{\"event\":\"reservation.seated\",\"data\":{\"reservation\":{\"id\":\"r1\",\"updated\":\"u1\"}}}");

        assertThat(envelope.key().value()).isEqualTo("sevenrooms|reservation|r1|seated|u1");
    }

    @Test
    void anEntityWithoutAVersionIsToldApartByAllItSays() throws UnreadablePayloadException {
        Envelope one = readOne(
                "[{\"entity_type\":\"client\",\"event_type\":\"updated\",\"entity\":{\"id\":\"c1\",\"notes\":\"a\"}}]");
        Envelope other = readOne(
                "[{\"entity_type\":\"client\",\"event_type\":\"updated\",\"entity\":{\"id\":\"c1\",\"notes\":\"b\"}}]");
        Envelope same = readOne(
                "{\"event_type\":\"updated\", \"entity\":{\"notes\":\"a\",\"id\":\"c1\"}, \"entity_type\":\"client\"}");

        // sha256 of {"entity":{"id":"c1","notes":"a"},"entity_type":"client","event_type":"updated"}
        assertThat(one.key().value())
                .isEqualTo("sevenrooms|sha256|6d039b2442cf6abd8ed8a49c4649b96a943209ae70cc8435861014ba490186a2");
        assertThat(other.key()).isNotEqualTo(one.key());
        assertThat(same.key()).isEqualTo(one.key());
    }

    @Test
    void remembersKeysForAsLongAsIsSet() throws UnreadablePayloadException {
        Envelope envelope =
                readOne(request("examples/seed.guest.merged.json").build(), settings("dedupe-lifetime", "1h"));

        assertThat(envelope.keyLifetime()).isEqualTo(Duration.ofHours(1));
    }

    // Helpers

    private List<Envelope> read(String body) throws UnreadablePayloadException {
        return provider.reader(SourceSettings.none())
                .read(RequestBuilder.with(body).build());
    }

    private static SourceSettings settings(String name, String value) {
        return new SourceSettings(Map.of(name, value));
    }
}
