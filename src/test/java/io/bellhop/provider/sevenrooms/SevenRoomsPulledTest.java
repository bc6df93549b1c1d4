package io.bellhop.provider.sevenrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pulled means what a webhook of it would mean. */
class SevenRoomsPulledTest {

    private static final SourceSettings SETTINGS =
            new SourceSettings(Map.of("base-url", "https://api.example.com", "venue-zone", "America/New_York"));
    private static final Fixtures FIXTURES = Fixtures.of("sevenrooms");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observed.reservation.created.json",
                "observed.reservation.updated.json",
                "observed.reservation.deleted.json",
                "observed.client.created.json",
                "observed.client.updated.json"
            })
    void meansWhatTheWebhookMeant(String example) throws UnreadablePayloadException {
        List<Change> webhook = new Translation(new SevenRoomsProvider(), SETTINGS)
                .of(RequestBuilder.with(FIXTURES.body("examples/" + example)).build());
        String feed = example.contains("client") ? "guests" : "reservations";

        List<Change> pulled =
                pull(feed, FIXTURES.json("examples/" + example).at("/0/entity").deepCopy());

        assertThat(pulled).usingRecursiveComparison().isEqualTo(webhook);
    }

    @Test
    void readsAVenue() throws UnreadablePayloadException {
        ObjectNode venue = FIXTURES.json("api/GET_v1_venues.200.json")
                .at("/data/results/0")
                .deepCopy();
        venue.put("time_zone", "America/New_York").put("city", "Example City");

        assertThat(pull("venues", venue))
                .containsExactly(new VenueChange(
                        "ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx",
                        new Version(RequestBuilder.NOW),
                        Told.tell()
                                .that("name", "Harbour Example Grill")
                                .that("zone", "America/New_York")
                                .that("currency", "USD")
                                .that("address", "1 Example Quay")
                                .that("postal_code", "00000")
                                .that("city", "Example City")
                                .that("region", "EX")
                                .that("country", "US")
                                .that("phone", "+15555550100")
                                .that("website", "https://grill.example.com")
                                .that("venue_group", "Example Hospitality")
                                .done()));
    }

    @Test
    void ofAVenueOnlyNameAndZoneAreNeverTakenAway() throws UnreadablePayloadException {
        ObjectNode venue = entity("v1")
                .put("name", "")
                .put("timezone", "Mars")
                .put("venue_timezone", "+02:00")
                .put("website", "")
                .put("currency_code", "€");

        assertThat(pull("venues", venue))
                .extracting(change -> ((VenueChange) change).fields())
                .containsExactly(
                        Told.tell().that("currency", null).that("website", null).done());
    }

    @ParameterizedTest
    @CsvSource({"timezone, Europe/Madrid", "time_zone, UTC", "venue_timezone, America/New_York"})
    void findsTheZoneOfAVenueWhereverItIs(String field, String zone) throws UnreadablePayloadException {
        assertThat(pull("venues", entity("v1").put(field, zone)))
                .extracting(change -> ((VenueChange) change).fields().text("zone"))
                .containsExactly(zone);
    }

    /** In a webhook these would be the event's. */
    @Test
    void whateverAnEntityHoldsIsItsOwn() throws UnreadablePayloadException {
        ObjectNode reservation = entity("r1").put("type", "guest.merged").put("event", "guest.deleted");
        reservation.put("event_type", "deleted").put("entity_type", "client").put("created_at", "2020-01-01T00:00:00Z");
        reservation.putObject("entity").put("id", "another");
        reservation.putObject("reservation").put("id", "another");
        reservation.putObject("guest").put("id", "another");
        reservation.putObject("data").put("id", "another").putObject("guest").put("id", "another");

        assertThat(pull("reservations", reservation))
                .singleElement()
                .isInstanceOfSatisfying(ReservationChange.class, change -> {
                    assertThat(change.reference()).isEqualTo("r1");
                    assertThat(change.guest()).isNull();
                    assertThat(change.deleted()).isFalse();
                });
        assertThat(pull("guests", reservation))
                .singleElement()
                .isInstanceOfSatisfying(
                        GuestChange.class,
                        change -> assertThat(change.reference()).isEqualTo("r1"));
    }

    @ParameterizedTest
    @CsvSource({"venue, {}, a venue without its id", "reservation, {}, a reservation without its id"})
    void whatIsNotNamedIsUnreadable(String providerType, String body, String message) {
        Envelope envelope = new Envelope(
                new IdempotencyKey("k"),
                Duration.ofDays(1),
                providerType + ".updated",
                providerType,
                null,
                null,
                new RawBody(body.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> new Translation(new SevenRoomsProvider(), SETTINGS).ofPulled(envelope))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage(message);
    }

    private static ObjectNode entity(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    private static List<Change> pull(String name, JsonNode entry) throws UnreadablePayloadException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("data").putArray("results").add(entry);
        var feed = new SevenRoomsProvider()
                .api(SETTINGS).orElseThrow().feeds().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Envelope envelope = feed.read(ApiCall.get(List.of()), answer).get(0).envelope();
        return new Translation(new SevenRoomsProvider(), SETTINGS).ofPulled(envelope);
    }
}
