package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.Notice;
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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannexPulledTest {

    private static final Fixtures FIXTURES = Fixtures.of("channex");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";
    private static final String REVISION = "91a3bf11-db16-5be8-9441-18ab645102cd";
    private static final String ROOM_TYPE = "9ebd93de-01ef-5e43-9396-374b349a8963";
    private static final String RATE_PLAN = "103309d0-b708-559d-b326-51bff60bc464";
    private static final Version NOW = new Version(RequestBuilder.NOW);

    @Test
    void readsAWholeRevision() throws UnreadablePayloadException {
        Instant insertedAt = Instant.parse("2026-05-05T13:00:01.335485Z");
        Version version = new Version(insertedAt.plusSeconds(10), REVISION);

        List<Change> changes =
                pull("booking_revisions", "feed", FIXTURES.json("api/GET_booking_revisions_feed.200.json"), Map.of());

        assertThat(changes).hasSize(2).startsWith(new VenueChange(PROPERTY, new Version(insertedAt)));
        ReservationChange reservation = (ReservationChange) changes.get(1);
        assertThat(reservation.reference()).isEqualTo("91e6eadd-a8b4-5757-aceb-7289110dad00");
        assertThat(reservation.version()).isEqualTo(version);
        assertThat(reservation.created()).isTrue();
        assertThat(reservation.venue()).isEqualTo(PROPERTY);
        assertThat(reservation.fields().values()).isEqualTo(revision().values());
        assertThat(reservation.guest())
                .isEqualTo(new GuestChange(
                        null,
                        version,
                        false,
                        Told.tell()
                                .that("first_name", "Ines")
                                .that("last_name", "Beispiel")
                                .that("email", "ines.beispiel@example.com")
                                .that("phone", "+15555550163")
                                .that("language", "en")
                                .that("country", "NL")
                                .that("city", "Exampledam")
                                .that("address", "Example Street 5")
                                .that("postal_code", "0000 EX")
                                .done()));
    }

    private static Told revision() {
        return Told.tell()
                .that("status", "confirmed")
                .that("provider_status", "new")
                .that("confirmation_code", "9000000001")
                .that("channel", "BookingCom")
                .that("guest_name", "Ines Beispiel")
                .that("adults", 2)
                .that("children", 1)
                .that("infants", 0)
                .that("party_size", 3)
                .that("arrival_date", "2026-06-12")
                .that("arrival_time", "10:00:00")
                .that("departure_date", "2026-06-15")
                .that("amount", new BigDecimal("412.50"))
                .that("currency", "EUR")
                .that("notes", "Quiet room please")
                .that(
                        "rooms",
                        List.of(Map.of(
                                "room_type",
                                ROOM_TYPE,
                                "rate_plan",
                                RATE_PLAN,
                                "arrival_date",
                                "2026-06-12",
                                "departure_date",
                                "2026-06-15",
                                "adults",
                                2,
                                "children",
                                1,
                                "infants",
                                0,
                                "amount",
                                "390.00",
                                "canceled",
                                false,
                                "guests",
                                List.of("Ines Beispiel"))))
                .that("details.revision_id", REVISION)
                .that("details.unique_id", "BDC-9000000001")
                .that("details.payment_collect", "property")
                .that("details.payment_type", "credit_card")
                .done();
    }

    @ParameterizedTest
    @CsvSource({
        "new,       confirmed, true",
        "modified,  confirmed, false",
        "cancelled, canceled,  false",
        "held,      requested, false",
        "other,     ,          false"
    })
    void itsStatusSaysHowFarItIs(String theirs, String ours, boolean created) throws UnreadablePayloadException {
        ObjectNode answer =
                FIXTURES.json("api/GET_booking_revisions_feed.200.json").deepCopy();
        ((ObjectNode) answer.at("/data/0/attributes")).put("status", theirs);

        List<Change> changes = pull("booking_revisions", "feed", answer, Map.of("statuses", "held=requested"));

        ReservationChange reservation = (ReservationChange) changes.get(1);
        assertThat(reservation.fields().get("status")).isEqualTo(ours);
        assertThat(reservation.created()).isEqualTo(created);
        assertThat(reservation.deleted()).isFalse();
    }

    @Test
    void readsAvailabilityOfARoomType() throws UnreadablePayloadException {
        assertThat(pull("availability", null, FIXTURES.json("api/GET_availability.200.json"), Map.of()))
                .containsExactly(
                        new VenueChange(PROPERTY, NOW), availability("2026-06-12", 5), availability("2026-06-13", 4));
    }

    private static AvailabilityChange availability(String date, int count) {
        return new AvailabilityChange(
                PROPERTY,
                ROOM_TYPE,
                null,
                LocalDate.parse(date),
                NOW,
                Told.tell().that("availability", count).done());
    }

    @Test
    void readsRestrictionsOfARatePlan() throws UnreadablePayloadException {
        assertThat(pull("restrictions", null, FIXTURES.json("api/GET_restrictions.200.json"), Map.of()))
                .containsExactly(
                        new VenueChange(PROPERTY, NOW),
                        new AvailabilityChange(
                                PROPERTY,
                                null,
                                RATE_PLAN,
                                LocalDate.of(2026, 6, 12),
                                NOW,
                                Told.tell()
                                        .that("rate", new BigDecimal("130.00"))
                                        .that("min_stay_arrival", 1)
                                        .that("stop_sell", false)
                                        .done()));
    }

    @Test
    void aMessageMeansWhatItsWebhookMeant() throws UnreadablePayloadException {
        List<Change> pulled = pull("messages", "daba7d40-d266-556b-bf8c-eccf9ee53485", payload("message"), Map.of());

        assertThat(pulled).hasSize(2).endsWith(notice("message"));
    }

    /** Of which thread it is, only the address says. */
    @Test
    void aMessageMaySayLittleOfItself() throws UnreadablePayloadException {
        ObjectNode answer = JSON.objectNode();
        answer.putArray("data")
                .addObject()
                .put("id", "m1")
                .put("message", "Hello")
                .put("sender", "property");

        assertThat(pull("messages", "t1", answer, Map.of()))
                .containsExactly(new Notice(Told.tell()
                        .that("thread_id", "t1")
                        .that("message_id", "m1")
                        .that("sender", "property")
                        .that("text", "Hello")
                        .done()));
    }

    @Test
    void aReviewMeansWhatItsWebhookMeant() throws UnreadablePayloadException {
        List<Change> pulled = pull("reviews", null, payload("review"), Map.of());

        assertThat(pulled).hasSize(2).endsWith(notice("review"));
    }

    /** As Channex' lists have it. */
    @Test
    void aReviewerMayBeCalledAGuest() throws UnreadablePayloadException {
        ObjectNode answer = (ObjectNode) payload("review");
        ObjectNode review = (ObjectNode) answer.at("/data/0");
        review.put("guest_name", review.remove("reviewer_name").textValue());

        assertThat(pull("reviews", null, answer, Map.of())).endsWith(notice("review"));
    }

    @ParameterizedTest
    @CsvSource({
        "booking_revision, a revision without its booking's id",
        "availability,     availability without the property's id",
        "booking_new,      'pulled, but not of a known kind'",
        ",                 'pulled, but not of a known kind'"
    })
    void whatSaysTooLittleIsUnreadable(String providerType, String message) {
        Envelope envelope = new Envelope(
                new IdempotencyKey("k"),
                Duration.ofDays(1),
                "reservation.updated",
                providerType,
                null,
                null,
                new RawBody("{}".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> new Translation(new ChannexProvider(), SourceSettings.none()).ofPulled(envelope))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage(message);
    }

    private static Change notice(String example) throws UnreadablePayloadException {
        return new Translation(new ChannexProvider(), SourceSettings.none())
                .of(RequestBuilder.with(FIXTURES.body("examples/" + example + ".json"))
                        .build())
                .get(1);
    }

    /** @return an answer with what the webhook carries */
    private static JsonNode payload(String example) {
        ObjectNode answer = JSON.objectNode();
        answer.putArray("data")
                .add(FIXTURES.json("examples/" + example + ".json").path("payload"));
        return answer;
    }

    /** @param part of the path; null for a list of the feed's own name */
    private static List<Change> pull(String name, String part, JsonNode answer, Map<String, String> settings)
            throws UnreadablePayloadException {
        var provider = new ChannexProvider();
        var sourceSettings = new SourceSettings(settings);
        var feed = provider.api(sourceSettings).orElseThrow().feeds().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> path = new ArrayList<>(List.of(name));
        if (part != null) {
            path.add(part);
        }
        if (name.equals("messages")) {
            path.add("messages");
        }
        ApiCall asked = ApiCall.get(path).with("filter[property_id]", PROPERTY);
        Envelope envelope = feed.read(asked, answer).get(0).envelope();
        return new Translation(provider, sourceSettings).ofPulled(envelope);
    }
}
