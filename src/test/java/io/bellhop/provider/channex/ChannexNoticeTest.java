package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.change.Change;
import io.bellhop.change.Notice;
import io.bellhop.change.PullNeeded;
import io.bellhop.change.Told;
import io.bellhop.change.Told.Telling;
import io.bellhop.change.VenueChange;
import io.bellhop.change.VenueFields;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannexNoticeTest {

    private static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";
    private static final String BOOKING = "91e6eadd-a8b4-5757-aceb-7289110dad00";
    private static final String CHANNEL = "b3eb6f2d-873b-5fd4-88e0-2e297c55d8cf";

    @Test
    void readsAMessage() throws UnreadablePayloadException {
        assertThat(example("message.json"))
                .isEqualTo(told().that("message_id", "7368cb22-94b4-58a3-923e-919e339a7fa8")
                        .that("thread_id", "daba7d40-d266-556b-bf8c-eccf9ee53485")
                        .that("reservation", BOOKING)
                        .that("sender", "guest")
                        .that("text", "Hello, may we check in at 13:00?")
                        .that("attachment_count", 0)
                        .that("channel_message_id", "1fbc71f4-28ae-57c1-aadd-c294344d8875")
                        .done()
                        .values());
    }

    @Test
    void aMessageBeforeABookingHasNone() throws UnreadablePayloadException {
        assertThat(example("message.pre-booking.json"))
                .containsEntry("text", "Is parking available?")
                .doesNotContainKey("reservation");
    }

    @Test
    void readsTheBookingThatAThreadIsAbout() throws UnreadablePayloadException {
        assertThat(example("message_thread_booking_assigned.json"))
                .isEqualTo(told().that("thread_id", "daba7d40-d266-556b-bf8c-eccf9ee53485")
                        .that("reservation", BOOKING)
                        .done()
                        .values());
    }

    @Test
    void readsAnInquiry() throws UnreadablePayloadException {
        assertThat(example("inquiry.json"))
                .isEqualTo(told().that("thread_id", "70d2d01c-ce8f-5ab7-a6e0-2c06faf89630")
                        .that("status", "active")
                        .that("guest_name", "Lena Prova")
                        .that("arrival_date", "2026-08-27")
                        .that("departure_date", "2026-09-02")
                        .that("adults", 2)
                        .that("children", 0)
                        .that("infants", 0)
                        .that("room_type", "9ebd93de-01ef-5e43-9396-374b349a8963")
                        .that("listing_name", "Example Loft")
                        .that("amount", "559.21")
                        .that("currency", "EUR")
                        .done()
                        .values());
    }

    @ParameterizedTest
    @CsvSource({"review.json, Lovely stay.", "updated_review.assumed.json, 'Lovely stay, thank you.'"})
    void readsAReview(String example, String text) throws UnreadablePayloadException {
        assertThat(example(example))
                .isEqualTo(told().that("review_id", "2752d22b-4d62-5e71-9a98-24abb35ea779")
                        .that("reservation", BOOKING)
                        .that("channel", "BookingCom")
                        .that("overall_score", new BigDecimal("9.4"))
                        .that(
                                "scores",
                                List.of(
                                        score("value", "10"),
                                        score("clean", "10"),
                                        score("location", "9"),
                                        score("comfort", "7.5"),
                                        score("facilities", "10"),
                                        score("staff", "10")))
                        .that("text", text)
                        .that("reviewer_name", "Ines")
                        .that("hidden", false)
                        .that("replied", false)
                        .that("received_at", "2026-06-20T07:35:21Z")
                        .done()
                        .values());
    }

    private static Map<String, Object> score(String category, String score) {
        return Map.of("category", category, "score", new BigDecimal(score));
    }

    @ParameterizedTest
    @CsvSource({
        "sync_error.json,           general_error",
        "sync_warning.assumed.json, warning",
        "rate_error.assumed.json,   rate_error"
    })
    void readsAChannelsTrouble(String example, String errorType) throws UnreadablePayloadException {
        List<Change> changes = translate(Fixtures.of("channex").body("examples/" + example));

        assertThat(((VenueChange) changes.get(0)).fields().text(VenueFields.NAME))
                .isEqualTo("Example Bay Hotel");
        assertThat(notice(changes))
                .isEqualTo(told().that("channel_id", CHANNEL)
                        .that("channel_name", "Agoda main")
                        .that("channel", "Agoda")
                        .that("error_type", errorType)
                        .that("channel_event_id", "195a9932-3413-51da-9e8e-5a9dbcbcfab1")
                        .done()
                        .values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activate_channel.json",
                "deactivate_channel.json",
                "new_channel.assumed.json",
                "updated_channel.assumed.json",
                "disconnect_channel.assumed.json"
            })
    void readsWhatBecameOfAChannel(String example) throws UnreadablePayloadException {
        assertThat(example(example))
                .isEqualTo(told().that("channel_id", CHANNEL)
                        .that("channel_name", "Test Channel")
                        .that("channel", "Klook")
                        .done()
                        .values());
    }

    @Test
    void readsWhatBecameOfAListing() throws UnreadablePayloadException {
        assertThat(example("disconnect_listing.assumed.json")).containsEntry("channel", "AirBNB");
    }

    @Test
    void readsThatAChannelWillBeRemoved() throws UnreadablePayloadException {
        assertThat(event(
                        "channel_removal_warning",
                        "{\"channel_id\":\"c1\",\"channel_name\":\"Agoda main\","
                                + "\"channel\":\"Agoda\",\"days_left\":7,\"removal_date\":\"2026-08-12\"}"))
                .isEqualTo(told().that("channel_id", "c1")
                        .that("channel_name", "Agoda main")
                        .that("channel", "Agoda")
                        .that("days_left", 7)
                        .that("removal_date", "2026-08-12")
                        .done()
                        .values());
    }

    @Test
    void readsThatAPropertyWillBeRemoved() throws UnreadablePayloadException {
        List<Change> changes = translate(Fixtures.of("channex").body("examples/property_removal_warning.json"));

        assertThat(((VenueChange) changes.get(0)).fields().text(VenueFields.NAME))
                .isEqualTo("Example Bay Hotel");
        assertThat(notice(changes))
                .isEqualTo(told().that("venue_name", "Example Bay Hotel")
                        .that("days_left", 30)
                        .that("removal_date", "2026-09-04")
                        .done()
                        .values());
    }

    @ParameterizedTest
    @CsvSource({
        "booking_unmapped_room.json, 0f784127-9a18-58da-b49d-405f823961be",
        "booking_unmapped_rate.json, 3449942f-3203-5f68-8c42-4154b7f2d260"
    })
    void readsThatABookingIsNotMapped(String example, String revision) throws UnreadablePayloadException {
        assertThat(example(example))
                .isEqualTo(told().that("reservation", BOOKING)
                        .that("revision_id", revision)
                        .done()
                        .values());
    }

    @Test
    void anAlterationIsOnlyProposed() throws UnreadablePayloadException {
        assertThat(example("alteration_request.assumed.json"))
                .isEqualTo(told().that("reservation", "ccc7e4d9-0292-5697-9cc2-81c308626c05")
                        .that("proposed_arrival_date", "2026-08-10")
                        .that("proposed_departure_date", "2026-08-13")
                        .that("proposed_amount", "240.00")
                        .that("currency", "EUR")
                        .that("resolved", false)
                        .done()
                        .values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message",
                "message_thread_booking_assigned",
                "inquiry",
                "review",
                "updated_review",
                "alteration_request",
                "booking_unmapped_room",
                "sync_error",
                "disconnected_channel",
                "channel_removal_warning",
                "property_removal_warning"
            })
    void tellsOnlyWhatIsKnown(String event) throws UnreadablePayloadException {
        assertThat(event(event, "{\"id\":null,\"message\":{},\"days_left\":\"few\",\"scores\":null}"))
                .isEqualTo(told().done().values());
    }

    private static Telling told() {
        return Told.tell().that("venue", PROPERTY);
    }

    private static Map<String, Object> event(String name, String payload) throws UnreadablePayloadException {
        String body = "{\"event\":\"" + name + "\",\"property_id\":\"" + PROPERTY + "\",\"payload\":" + payload + "}";
        return notice(translate(new RawBody(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Map<String, Object> example(String name) throws UnreadablePayloadException {
        return notice(translate(Fixtures.of("channex").body("examples/" + name)));
    }

    private static Map<String, Object> notice(List<Change> changes) {
        assertThat(changes).hasSizeGreaterThanOrEqualTo(2);
        assertThat(changes.get(0)).isInstanceOf(VenueChange.class);
        assertThat(changes.subList(2, changes.size())).allMatch(PullNeeded.class::isInstance);
        return ((Notice) changes.get(1)).fields().values();
    }

    private static List<Change> translate(RawBody body) throws UnreadablePayloadException {
        return new Translation(new ChannexProvider(), SourceSettings.none())
                .of(RequestBuilder.with(body).build());
    }
}
