package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.provider.Envelope;
import io.bellhop.provider.ProviderContract;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.RequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannexProviderTest extends ProviderContract {

    private static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";
    private static final String BOOKING = "91e6eadd-a8b4-5757-aceb-7289110dad00";
    private static final String REVISION = "91a3bf11-db16-5be8-9441-18ab645102cd";
    private static final String REVISION_KEY = "channex|booking_revision|" + REVISION;
    private static final String TIME = "2026-05-05T13:00:02.220011Z";

    ChannexProviderTest() {
        super(new ChannexProvider());
    }

    @Override
    protected Sample sample() {
        return new Sample(fixtures.body("examples/booking.json"), SECRET.reveal());
    }

    @Override
    protected void addProof(RequestBuilder request, String proof) {
        request.header("X-Channex-Webhook-Secret", proof);
    }

    @Override
    protected Stream<Named<String>> proofsInAnotherEncoding() {
        return Stream.of(
                Named.of("base64", "d2hzZWMtZXhhbXBsZS1ub3QtYS1yZWFsLXNlY3JldA=="),
                Named.of("as a bearer's", "Bearer whsec-example-not-a-real-secret"),
                Named.of("in upper case", "WHSEC-EXAMPLE-NOT-A-REAL-SECRET"),
                Named.of("cut short", "whsec-example-not-a-real-secre"),
                Named.of("with more behind it", "whsec-example-not-a-real-secret2"),
                Named.of("in quotes", "\"whsec-example-not-a-real-secret\""));
    }

    @Override
    protected boolean signsItsBody() {
        return false;
    }

    @Override
    protected Collection<Set<String>> examplesOfOneEvent() {
        return List.of(Set.of("examples/booking.json", "examples/booking_new.json", "examples/non_acked_booking.json"));
    }

    // Secret

    @Test
    void readsTheSecretFromTheHeaderThatIsSet() {
        var request =
                RequestBuilder.with("{}").header("x-my-secret", SECRET.reveal()).build();

        assertThat(verify(request, new SourceSettings(Map.of("secret-header", "X-My-Secret")), SECRET))
                .isEqualTo(new Verdict.Genuine());
        assertThat(verify(request, SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    // Types

    @ParameterizedTest
    @CsvSource({
        "ari,                             availability.changed",
        "booking,                         reservation.updated",
        "booking_new,                     reservation.created",
        "booking_modification,            reservation.updated",
        "booking_cancellation,            reservation.canceled",
        "booking_unmapped_room,           reservation.room_unmapped",
        "booking_unmapped_rate,           reservation.rate_unmapped",
        "non_acked_booking,               reservation.unacknowledged",
        "message,                         message.received",
        "message_thread_booking_assigned, message.assigned",
        "inquiry,                         inquiry.received",
        "reservation_request,             reservation.requested",
        "alteration_request,              reservation.alteration_requested",
        "accepted_reservation,            reservation.accepted",
        "declined_reservation,            reservation.declined",
        "review,                          review.received",
        "updated_review,                  review.updated",
        "sync_error,                      channel.sync_failed",
        "sync_warning,                    channel.sync_warned",
        "rate_error,                      channel.rate_failed",
        "new_channel,                     channel.created",
        "updated_channel,                 channel.updated",
        "activate_channel,                channel.activated",
        "deactivate_channel,              channel.deactivated",
        "disconnect_channel,              channel.disconnected",
        "disconnected_channel,            channel.disconnected",
        "disconnect_listing,              channel.listing_disconnected",
        "channel_removal_warning,         channel.removal_announced",
        "property_removal_warning,        venue.removal_announced",
        "something_new,                   unknown"
    })
    void namesEachEvent(String event, String type) throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"event\":\"" + event + "\",\"property_id\":\"p1\"}");

        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.providerType()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"hello\":\"world\"}",
                "{\"event\":null}",
                "{\"event\":{}}",
                "{\"event\":\"\",\"payload\":[]}"
            })
    void keepsATestCallWhateverItHolds(String body) throws UnreadablePayloadException {
        Envelope envelope = readOne(body);

        assertThat(envelope.type()).isEqualTo("unknown");
        assertThat(envelope.providerType()).isNull();
        assertThat(envelope.subject()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"event\":\"booking\"}]", "\"booking\"", "null"})
    void takesNothingButAnObject(String body) {
        assertThatThrownBy(() -> readOne(body)).isInstanceOf(UnreadablePayloadException.class);
    }

    // Keys: the first rule that applies

    @ParameterizedTest
    @ValueSource(
            strings = {"booking", "booking_new", "booking_modification", "booking_cancellation", "non_acked_booking"})
    void oneRevisionIsOneEventUnderAnyName(String event) throws UnreadablePayloadException {
        String documented = envelope(
                event,
                "{\"booking_id\":\"" + BOOKING + "\",\"property_id\":\"" + PROPERTY + "\",\"revision_id\":\"" + REVISION
                        + "\"}");
        String rich = envelope(
                event,
                "{\"booking_id\":\"" + BOOKING + "\",\"booking_revision_id\":\"" + REVISION
                        + "\",\"live_feed_event_id\":\"f1\",\"customer_name\":\"Ines Beispiel\",\"amount\":\"412.50\"}");
        String outside = "{\"event\":\"" + event + "\",\"revision_id\":\"" + REVISION
                + "\",\"payload\":{\"booking_id\":\"" + BOOKING + "\"}}";
        String outsideOtherwise = "{\"event\":\"" + event + "\",\"booking_revision_id\":\"" + REVISION + "\"}";

        for (String body : List.of(documented, rich, outside, outsideOtherwise)) {
            assertThat(readOne(body).key().value()).isEqualTo(REVISION_KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"revision_id", "booking_revision_id"})
    void aFlatBodyIsABooking(String field) throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"booking_id\":\"" + BOOKING + "\",\"" + field + "\":\"" + REVISION
                + "\",\"property_id\":\"" + PROPERTY + "\",\"timestamp\":\"" + TIME + "\"}");

        assertThat(envelope.key().value()).isEqualTo(REVISION_KEY);
        assertThat(envelope.type()).isEqualTo("reservation.updated");
        assertThat(envelope.subject()).isEqualTo("reservation/" + BOOKING);
        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse(TIME));
    }

    @Test
    void thePayloadsRevisionCountsMoreThanTheRoots() throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"event\":\"booking\",\"revision_id\":\"r3\",\"booking_revision_id\":\"r4\","
                + "\"payload\":{\"booking_revision_id\":\"r2\",\"revision_id\":\"r1\"}}");

        assertThat(envelope.key().value()).isEqualTo("channex|booking_revision|r1");
    }

    @Test
    void aMessageIsKnownByItsId() throws UnreadablePayloadException {
        assertThat(readExample("message.json").key().value())
                .isEqualTo("channex|message|7368cb22-94b4-58a3-923e-919e339a7fa8");
    }

    @ParameterizedTest
    @CsvSource({
        "booking_unmapped_room, 0f784127-9a18-58da-b49d-405f823961be",
        "booking_unmapped_rate, 3449942f-3203-5f68-8c42-4154b7f2d260"
    })
    void anUnmappedBookingIsKnownByItsEventAndRevision(String event, String revision)
            throws UnreadablePayloadException {
        assertThat(readExample(event + ".json").key().value()).isEqualTo("channex|" + event + "|" + revision);
    }

    @ParameterizedTest
    @CsvSource({
        "review.json,                     channex|review|2e5038c1-8278-5789-85e1-c811948d4215",
        "updated_review.assumed.json,     channex|updated_review|96b399d8-2272-5dfc-8a9b-9363a7aa2566",
        "inquiry.json,                    channex|inquiry|58b7eeec-e1fa-5303-842a-021f433eccab",
        "alteration_request.assumed.json, channex|alteration_request|974c6eab-546d-51ae-a097-60e52c076423",
        "property_removal_warning.json,   channex|property_removal_warning|b16b262d-3449-5bb3-824b-23d6bd59c684"
    })
    void anEventOfTheLiveFeedIsKnownByItsIdThere(String example, String key) throws UnreadablePayloadException {
        assertThat(readExample(example).key().value()).isEqualTo(key);
    }

    @Test
    void aBookingWithoutARevisionIsKnownByTheLiveFeed() throws UnreadablePayloadException {
        assertThat(readOne(envelope("booking_new", "{\"live_feed_event_id\":\"f1\"}"))
                        .key()
                        .value())
                .isEqualTo("channex|booking_new|f1");
    }

    @Test
    void aSyncErrorIsKnownByTheChannelsEvent() throws UnreadablePayloadException {
        assertThat(readExample("sync_error.json").key().value())
                .isEqualTo("channex|sync_error|195a9932-3413-51da-9e8e-5a9dbcbcfab1");
    }

    @Test
    void theLiveFeedCountsMoreThanTheChannelsEvent() throws UnreadablePayloadException {
        String payload = "{\"channel_event_id\":\"c1\",\"live_feed_event_id\":\"f1\"}";

        assertThat(readOne(envelope("sync_error", payload)).key().value()).isEqualTo("channex|sync_error|f1");
    }

    @Test
    void anythingElseIsKnownByItsPropertyTimeAndPayload() throws UnreadablePayloadException {
        Envelope envelope = readExample("activate_channel.json");

        // sha256 of {"channel_id":"b3eb6f2d-…","ota_name":"Klook","title":"Test Channel"}
        assertThat(envelope.key().value())
                .isEqualTo(
                        "channex|activate_channel|" + PROPERTY
                                + "|2026-05-10T14:40:54.310491Z|12bb800f95a8141c7ea3babb8a0865a3b18ef38e6fdc8b9b52c74a8615f08df7");
    }

    @Test
    void aWarningIsNotKnownByTheChannelsEventAlone() throws UnreadablePayloadException {
        String payload = "{\"channel_event_id\":\"c1\"}";
        String later = envelope("sync_warning", payload).replace("13:00:02", "13:00:03");

        assertThat(readOne(envelope("sync_warning", payload)).key())
                .isNotEqualTo(readOne(later).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"property_id", "timestamp", "payload"})
    void eachPartOfTheLastRuleTellsEventsApart(String part) throws UnreadablePayloadException {
        String body =
                "{\"event\":\"ari\",\"property_id\":\"property_id-1\",\"timestamp\":\"timestamp-1\",\"payload\":[{\"rate\":\"payload-1\"}]}";

        assertThat(readOne(body).key())
                .isNotEqualTo(readOne(body.replace(part + "-1", part + "-2")).key());
    }

    @Test
    void aPayloadsNamesMayComeInAnyOrder() throws UnreadablePayloadException {
        Envelope one = readOne(envelope("ari", "[{\"date\":\"2026-06-12\",\"booked\":7}]"));
        Envelope other = readOne(envelope("ari", "[ {\"booked\" : 7,\n\"date\":\"2026-06-12\"} ]"));

        assertThat(one.key()).isEqualTo(other.key());
    }

    @Test
    void payloadsThatDifferInHalfACharacterAreDifferentEvents() throws UnreadablePayloadException {
        Envelope one = readOne(envelope("new_channel", "{\"title\":\"\\ud800\"}"));
        Envelope other = readOne(envelope("new_channel", "{\"title\":\"\\ud801\"}"));

        assertThat(one.key()).isNotEqualTo(other.key());
    }

    // Without data

    @ParameterizedTest
    @ValueSource(strings = {"ari", "booking_new", "message", "review"})
    void withoutDataTheEventIsAboutItsProperty(String event) throws UnreadablePayloadException {
        Envelope envelope = readExample("no-data." + event + ".json");

        assertThat(envelope.subject()).isEqualTo("venue/" + PROPERTY);
        assertThat(envelope.providerType()).isEqualTo(event);
        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse("2026-05-05T13:00:00Z"));
        assertThat(envelope.key().value())
                .startsWith("channex|" + event + "|" + PROPERTY + "|2026-05-05T13:00:00.000000Z|");
    }

    // Subject, time, lifetime

    @ParameterizedTest
    @CsvSource({
        "booking.json,                  reservation/91e6eadd-a8b4-5757-aceb-7289110dad00",
        "reservation_request.json,      reservation/ccc7e4d9-0292-5697-9cc2-81c308626c05",
        "message.pre-booking.json,      venue/77fea738-3817-5c15-a701-ef266727fc8f",
        "ari.json,                      venue/77fea738-3817-5c15-a701-ef266727fc8f"
    })
    void isAboutTheBookingOrElseTheProperty(String example, String subject) throws UnreadablePayloadException {
        assertThat(readExample(example).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-05T13:00:02.2200Z, 2026-05-05T13:00:02.220Z",
        "2026-05-05T13:00:02.220011Z, 2026-05-05T13:00:02.220011Z",
        "2026-05-05T13:00:02, 2026-05-05T13:00:02Z"
    })
    void readsTimesOfAnyPrecisionAsUtc(String written, Instant meant) throws UnreadablePayloadException {
        assertThat(readOne(envelope("ari", "[]").replace(TIME, written)).occurredAt())
                .isEqualTo(meant);
    }

    @Test
    void remembersKeysForAWeekUnlessSetOtherwise() throws UnreadablePayloadException {
        var request = request("examples/booking.json").build();

        assertThat(readOne(request, SourceSettings.none()).keyLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(readOne(request, new SourceSettings(Map.of("dedupe-lifetime", "48h")))
                        .keyLifetime())
                .isEqualTo(Duration.ofDays(2));
    }

    // Helpers

    private Envelope readExample(String name) throws UnreadablePayloadException {
        return readOne(request("examples/" + name).build(), SourceSettings.none());
    }

    private static String envelope(String event, String payload) {
        return "{\"event\":\"" + event + "\",\"payload\":" + payload + ",\"property_id\":\"" + PROPERTY
                + "\",\"user_id\":null,\"timestamp\":\"" + TIME + "\"}";
    }
}
