package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Feed;
import io.bellhop.provider.Feed.Ask;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.ProviderApiContract;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannexApiTest extends ProviderApiContract {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Instant NOW = Instant.parse("2026-05-05T23:30:00Z");
    private static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";
    private static final String BOOKING = "91e6eadd-a8b4-5757-aceb-7289110dad00";
    private static final String REVISION = "91a3bf11-db16-5be8-9441-18ab645102cd";
    private static final String ROOM_TYPE = "9ebd93de-01ef-5e43-9396-374b349a8963";
    private static final String RATE_PLAN = "103309d0-b708-559d-b326-51bff60bc464";
    private static final String THREAD = "daba7d40-d266-556b-bf8c-eccf9ee53485";
    private static final String MESSAGE = "7368cb22-94b4-58a3-923e-919e339a7fa8";

    private static final ApiCall FEED = ApiCall.get(List.of("booking_revisions", "feed"))
            .with("pagination[page]", "1")
            .with("pagination[limit]", "100")
            .with("order[inserted_at]", "asc");
    private static final ApiCall LIST = ApiCall.get(List.of("booking_revisions"));
    private static final ApiCall THREADS = ApiCall.get(List.of("message_threads"));
    private static final ApiCall THREAD_MESSAGES = ApiCall.get(List.of("message_threads", THREAD, "messages"));
    private static final ApiCall REVIEWS = ApiCall.get(List.of("reviews")).with("filter[property_id]", PROPERTY);

    ChannexApiTest() {
        super(new ChannexProvider(), SourceSettings.none());
    }

    @Override
    protected Stream<Example> examples() {
        JsonNode revisions = fixtures.json("api/GET_booking_revisions_feed.200.json");
        return Stream.of(
                new Example("booking_revisions", FEED, revisions),
                new Example("booking_revisions", LIST, revisions),
                new Example("booking_revisions", FEED, fixtures.json("api/GET_booking_revisions_feed.empty.200.json")),
                new Example("availability", dates("availability"), fixtures.json("api/GET_availability.200.json")),
                new Example("restrictions", dates("restrictions"), fixtures.json("api/GET_restrictions.200.json")),
                new Example("messages", THREADS, answer(wrapped("message_thread", THREAD))),
                new Example("messages", THREAD_MESSAGES, answer(message())),
                new Example("reviews", REVIEWS, answer(review())));
    }

    @Override
    protected String entries(Example example) {
        return "/data";
    }

    // Where it is, and who we are

    @Test
    void isAtItsStagingUntilItIsSaidOtherwise() {
        ApiAccess.Authentication key = new ApiAccess.Authentication.Key("user-api-key", "api-key");

        assertThat(api().access()).isEqualTo(new ApiAccess("https://staging.channex.io/api/v1", key, 60));
        assertThat(api(Map.of("base-url", "https://app.channex.io/api/v1", "rate-per-minute", "30"))
                        .access())
                .isEqualTo(new ApiAccess("https://app.channex.io/api/v1", key, 30));
        assertThat(provider.credentials()).containsExactly("api-key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base-url | http://app.channex.io",
                "rate-per-minute | 0",
                "page-limit | 101",
                "page-limit | 0",
                "feed-poll-interval | often",
                "feed-window | 0m",
                "availability-horizon | 500",
                "restrictions | rate,,stop_sell",
                "restrictions | rate&filter"
            })
    void refusesImpossibleSettings(String setting, String value) {
        assertThatThrownBy(() -> api(Map.of(setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting " + setting + " is \"" + value + "\", but takes ");
        assertThat(provider.settings()).contains(setting);
    }

    @Test
    void onlyRevisionsArePulledOnASchedule() {
        assertThat(api().feeds())
                .extracting(Feed::name)
                .containsExactly("booking_revisions", "availability", "restrictions", "messages", "reviews");
        assertThat(api().feeds().stream().flatMap(feed -> feed.every().stream()))
                .containsExactly(Duration.ofSeconds(60));
        assertThat(api(Map.of("feed-poll-interval", "5m")).feeds().get(0).every())
                .contains(Duration.ofMinutes(5));
    }

    // Revisions

    @Test
    void asksForWhatIsUnacknowledged() {
        Instant justNow = NOW.minus(Duration.ofMinutes(30));

        assertThat(feed("booking_revisions").first(new Ask(null, NOW, null))).containsExactly(FEED);
        assertThat(feed("booking_revisions").first(new Ask(justNow, NOW, PROPERTY)))
                .containsExactly(FEED.with("filter[property_id]", PROPERTY));
        assertThat(api(Map.of("page-limit", "10")).feeds().get(0).first(new Ask(null, NOW, null)))
                .containsExactly(FEED.with("pagination[limit]", "10"));
    }

    @Test
    void afterALongerPauseAsksForAllRevisionsSince() {
        Instant since = NOW.minus(Duration.ofMinutes(30)).minusMillis(1);

        assertThat(feed("booking_revisions").first(new Ask(since, NOW, null)))
                .containsExactly(
                        FEED,
                        LIST.with("pagination[page]", "1")
                                .with("pagination[limit]", "100")
                                .with("order[inserted_at]", "asc")
                                .with("filter[inserted_at][gte]", "2026-05-05T22:59:59"));
        assertThat(api(Map.of("feed-window", "1h")).feeds().get(0).first(new Ask(since, NOW, null)))
                .containsExactly(FEED);
    }

    @Test
    void aRevisionIsOneEventWithOrWithoutItsWebhook() throws UnreadablePayloadException {
        Envelope webhook = provider.reader(SourceSettings.none())
                .read(RequestBuilder.with(fixtures.body("examples/booking_new.json"))
                        .build())
                .get(0);
        Instant insertedAt = Instant.parse("2026-05-05T13:00:01.335485Z");

        FeedItem.Announced item =
                (FeedItem.Announced) read(FEED, fixtures.json("api/GET_booking_revisions_feed.200.json"));

        assertThat(item.changedAt()).isEqualTo(insertedAt);
        assertThat(item.acknowledgement()).isEqualTo(ApiCall.post(List.of("booking_revisions", REVISION, "ack"), null));
        assertThat(item.envelope().key().value()).isEqualTo("channex|revision|" + REVISION);
        assertThat(item.envelope().type()).isEqualTo("reservation.detailed");
        assertThat(item.inPlaceOfWebhook().key()).isEqualTo(webhook.key());
        assertThat(item.inPlaceOfWebhook().type()).isEqualTo(webhook.type());
        assertThat(List.of(item.envelope(), item.inPlaceOfWebhook())).allSatisfy(envelope -> {
            assertThat(envelope.providerType()).isEqualTo("booking_revision");
            assertThat(envelope.subject()).isEqualTo(webhook.subject());
            assertThat(envelope.occurredAt()).isEqualTo(insertedAt);
            assertThat(JsonBody.parse(envelope.body()).path("customer").path("surname"))
                    .isEqualTo(JSON.textNode("Beispiel"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "new,       reservation.created",
        "modified,  reservation.updated",
        "cancelled, reservation.canceled",
        "other,     reservation.updated",
        ",          reservation.updated"
    })
    void itsStatusSaysWhichWebhookItStandsFor(String status, String type) throws UnreadablePayloadException {
        FeedItem.Announced item =
                (FeedItem.Announced) read(FEED, answer(revision(REVISION).put("status", status)));

        assertThat(item.inPlaceOfWebhook().type()).isEqualTo(type);
    }

    @Test
    void whatIsListedForRecoveryIsNotAcknowledged() throws UnreadablePayloadException {
        assertThat(read(LIST, answer(revision(REVISION))).acknowledgement()).isNull();
        assertThat(read(LIST, answer(revision(REVISION).putNull("booking_id"))).acknowledgement())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "..",
                "",
                " ",
                "91a3bf11-db16-5be8-9441-18ab645102cd/../x",
                "91a3bf11-db16-5be8-9441-18ab645102cd ",
                "91a3bf11-db16-5be8-9441-18ab645102cd\n",
                "91a3bf11db165be8944118ab645102cd",
                "4711"
            })
    void aRevisionWithAnotherIdIsKeptAndLeftAlone(String id) throws UnreadablePayloadException {
        FeedItem item = read(FEED, answer(revision(id)));

        assertThat(item).isInstanceOf(FeedItem.Keyed.class);
        assertThat(item.acknowledgement()).isNull();
        assertThat(item.envelope().type()).isEqualTo("unreadable");
        assertThat(item.envelope().note()).isEqualTo("a revision whose id is missing or no UUID");
        assertThat(feed("booking_revisions").next(FEED, answer(revision(id)), 1))
                .containsExactly(FEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "true", "{}", "{\"booking_id\":{}}", "\"canary\""})
    void aRevisionWithoutSenseIsKeptAndAcknowledged(String attributes) throws UnreadablePayloadException {
        ObjectNode entry = wrapped("booking_revision", REVISION);
        entry.set("attributes", Fixtures.json(attributes.getBytes(StandardCharsets.UTF_8)));

        FeedItem item = read(FEED, answer(entry));

        assertThat(item).isInstanceOf(FeedItem.Keyed.class);
        assertThat(item.envelope().type()).isEqualTo("unreadable");
        assertThat(item.envelope().note()).isEqualTo("a revision without its booking's id");
        assertThat(item.acknowledgement().path()).containsExactly("booking_revisions", REVISION, "ack");
    }

    /** Of 25, of which one cannot be acknowledged. */
    @Test
    void drainsAFeedThatShrinksAsItIsRead() throws UnreadablePayloadException {
        List<ObjectNode> offered = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            offered.add(revision(i == 3 ? "../x" : new UUID(i, i).toString()));
        }
        Set<String> seen = new LinkedHashSet<>();

        int calls = drain(api(Map.of("page-limit", "10")).feeds().get(0), offered, seen);

        assertThat(seen).hasSize(25);
        assertThat(offered).hasSize(1);
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void goesPastPagesOfWhatCannotBeAcknowledged() throws UnreadablePayloadException {
        List<ObjectNode> offered = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            offered.add(revision(i < 25 ? "poison-" + i : new UUID(i, i).toString()));
        }
        Set<String> seen = new LinkedHashSet<>();

        drain(api(Map.of("page-limit", "10")).feeds().get(0), offered, seen);

        assertThat(seen).hasSize(40);
        assertThat(offered).hasSize(25);
    }

    /** As a run does: until a page brings nothing that the run has not seen. */
    private static int drain(Feed feed, List<ObjectNode> offered, Set<String> seen) throws UnreadablePayloadException {
        List<ApiCall> calls = feed.first(new Ask(null, NOW, null));
        int made = 0;
        while (!calls.isEmpty()) {
            ApiCall call = calls.get(0);
            made++;
            int from = (Integer.parseInt(call.query().get("pagination[page]")) - 1) * 10;
            List<ObjectNode> page =
                    List.copyOf(offered.subList(Math.min(from, offered.size()), Math.min(from + 10, offered.size())));
            JsonNode answer = answer(page.toArray(JsonNode[]::new));
            boolean news = false;
            for (FeedItem item : feed.read(call, answer)) {
                news |= seen.add(item.envelope().key().value());
                if (item.acknowledgement() != null) {
                    String acknowledged = item.acknowledgement().path().get(1);
                    offered.removeIf(
                            revision -> acknowledged.equals(revision.path("id").textValue()));
                }
            }
            int left = (int) offered.stream()
                    .filter(revision -> isSeen(feed, revision, seen))
                    .count();
            calls = news ? feed.next(call, answer, left) : List.of();
        }
        return made;
    }

    private static boolean isSeen(Feed feed, JsonNode revision, Set<String> seen) {
        try {
            return seen.contains(
                    feed.read(FEED, answer(revision)).get(0).envelope().key().value());
        } catch (UnreadablePayloadException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void followsTheListForRecoveryByItsPages() {
        ApiCall second = LIST.with("pagination[page]", "2");

        assertThat(feed("booking_revisions").next(LIST, answer(revision(REVISION)), 0))
                .containsExactly(second);
        assertThat(feed("booking_revisions").next(second, answer(revision(REVISION)), 7))
                .containsExactly(LIST.with("pagination[page]", "3"));
        assertThat(feed("booking_revisions").next(second, answer(), 7)).isEmpty();
    }

    // Dates

    @Test
    void asksForTheDatesOfOnePropertyOnly() {
        Ask ask = new Ask(null, NOW, PROPERTY);
        Map<String, String> settings =
                Map.of("availability-horizon", "7d", "restrictions", "rate, stop_sell", "venue-zone", "Europe/Lisbon");

        assertThat(feed("availability").first(new Ask(null, NOW, null))).isEmpty();
        assertThat(feed("restrictions").first(new Ask(null, NOW, null))).isEmpty();
        assertThat(feed("availability").first(ask))
                .containsExactly(ApiCall.get(List.of("availability"))
                        .with("filter[property_id]", PROPERTY)
                        .with("filter[date][gte]", "2026-05-05")
                        .with("filter[date][lte]", "2027-09-16"));
        assertThat(feed("restrictions").first(ask).get(0).query())
                .containsEntry(
                        "filter[restrictions]",
                        "availability,rate,min_stay_arrival,min_stay_through,min_stay,max_stay,"
                                + "closed_to_arrival,closed_to_departure,stop_sell");
        assertThat(api(settings).feeds().get(2).first(ask))
                .containsExactly(ApiCall.get(List.of("restrictions"))
                        .with("filter[property_id]", PROPERTY)
                        .with("filter[date][gte]", "2026-05-06")
                        .with("filter[date][lte]", "2026-05-12")
                        .with("filter[restrictions]", "rate,stop_sell"));
    }

    @Test
    void eachRoomTypeAndRatePlanIsAnEntry() throws UnreadablePayloadException {
        List<FeedItem> items = new ArrayList<>();
        for (String name : List.of("availability", "restrictions")) {
            items.addAll(feed(name).read(dates(name), fixtures.json("api/GET_" + name + ".200.json")));
        }

        assertThat(items).allMatch(FeedItem.Snapshot.class::isInstance);
        assertThat(items)
                .extracting(item -> item.envelope().subject())
                .containsExactly("room_type/" + ROOM_TYPE, "rate_plan/" + RATE_PLAN);
        assertThat(items).extracting(item -> item.envelope().type()).containsOnly("availability.changed");
        assertThat(new String(items.get(0).envelope().body().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"dates\":{\"2026-06-12\":5,\"2026-06-13\":4},\"property_id\":\"" + PROPERTY
                        + "\",\"room_type_id\":\"" + ROOM_TYPE + "\"}");
    }

    @Test
    void whatIsNoObjectOfDatesIsKeptAndWhatIsEmptyIsNot() throws UnreadablePayloadException {
        ObjectNode answer = JSON.objectNode();
        answer.putObject("data").put("t1", "canary").putObject("t2");

        assertThat(feed("availability").read(dates("availability"), answer))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.envelope().type()).isEqualTo("unreadable");
                    assertThat(item.envelope().note()).isEqualTo("not an object of dates");
                });
    }

    // Messages

    @Test
    void asksForTheMessagesOfEachThread() throws UnreadablePayloadException {
        ApiCall threads = feed("messages").first(new Ask(null, NOW, PROPERTY)).get(0);
        JsonNode answer = answer(
                wrapped("message_thread", THREAD),
                wrapped("message_thread", "../x"),
                JSON.textNode("canary"),
                wrapped("message_thread", MESSAGE));

        assertThat(threads)
                .isEqualTo(THREADS.with("pagination[page]", "1")
                        .with("pagination[limit]", "100")
                        .with("filter[property_id]", PROPERTY));
        assertThat(feed("messages").read(threads, answer)).isEmpty();
        assertThat(feed("messages").next(threads, answer, 0))
                .containsExactly(
                        firstPage(THREAD_MESSAGES),
                        firstPage(ApiCall.get(List.of("message_threads", MESSAGE, "messages"))),
                        threads.with("pagination[page]", "2"));
        assertThat(feed("messages").next(threads, answer(), 0)).isEmpty();
        assertThat(feed("messages").next(firstPage(THREAD_MESSAGES), answer(message()), 0))
                .containsExactly(firstPage(THREAD_MESSAGES).with("pagination[page]", "2"));
    }

    @Test
    void aMessageHasTheKeyOfItsWebhook() throws UnreadablePayloadException {
        Envelope webhook = provider.reader(SourceSettings.none())
                .read(RequestBuilder.with(fixtures.body("examples/message.json"))
                        .build())
                .get(0);

        FeedItem item =
                feed("messages").read(THREAD_MESSAGES, answer(message())).get(0);

        assertThat(item).isInstanceOf(FeedItem.Keyed.class);
        assertThat(item.envelope().key()).isEqualTo(webhook.key());
        assertThat(item.envelope().type()).isEqualTo(webhook.type());
        assertThat(item.envelope().subject()).isEqualTo(webhook.subject());
        assertThat(item.envelope().occurredAt()).isEqualTo("2026-05-08T06:59:59Z");
    }

    // Reviews

    @Test
    void asksForTheNewestReviews() {
        ApiCall call = feed("reviews").first(new Ask(null, NOW, PROPERTY)).get(0);

        assertThat(call)
                .isEqualTo(firstPage(ApiCall.get(List.of("reviews")))
                        .with("filter[property_id]", PROPERTY)
                        .with("order[inserted_at]", "desc"));
        assertThat(feed("reviews").next(call, answer(review()), 0)).isEmpty();
    }

    @Test
    void aReviewIsWhatItIsNow() throws UnreadablePayloadException {
        FeedItem item = feed("reviews").read(REVIEWS, answer(review())).get(0);

        assertThat(item).isInstanceOf(FeedItem.Snapshot.class);
        assertThat(item.envelope().type()).isEqualTo("review.received");
        assertThat(item.envelope().subject()).isEqualTo("review/2752d22b-4d62-5e71-9a98-24abb35ea779");
        assertThat(item.envelope().occurredAt()).isEqualTo("2026-06-20T07:35:21Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking_revisions", "messages", "reviews"})
    void anAnswerWithoutAListIsUnreadable(String feed) {
        assertThatThrownBy(() -> feed(feed).read(FEED, JSON.objectNode().put("data", "canary")))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("an answer without a list of data");
    }

    private ProviderApi api(Map<String, String> settings) {
        return provider.api(new SourceSettings(settings)).orElseThrow();
    }

    private FeedItem read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException {
        List<FeedItem> items = feed("booking_revisions").read(asked, answer);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static ApiCall firstPage(ApiCall call) {
        return call.with("pagination[page]", "1").with("pagination[limit]", "100");
    }

    private static ApiCall dates(String name) {
        return ApiCall.get(List.of(name)).with("filter[property_id]", PROPERTY);
    }

    /** Without a wrapping, as a list may have it. */
    private static ObjectNode revision(String id) {
        return JSON.objectNode().put("id", id).put("booking_id", BOOKING).put("status", "new");
    }

    private ObjectNode message() {
        ObjectNode message = wrapped("message", MESSAGE);
        message.set("attributes", fixtures.json("examples/message.json").path("payload"));
        ((ObjectNode) message.path("attributes")).put("inserted_at", "2026-05-08T06:59:59.000000");
        return message;
    }

    private ObjectNode review() {
        ObjectNode review = wrapped("review", "2752d22b-4d62-5e71-9a98-24abb35ea779");
        review.set("attributes", fixtures.json("examples/review.json").path("payload"));
        return review;
    }

    private static ObjectNode wrapped(String type, String id) {
        return JSON.objectNode().put("type", type).put("id", id);
    }

    private static JsonNode answer(JsonNode... entries) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode data = answer.putArray("data");
        Stream.of(entries).forEach(data::add);
        return answer;
    }
}
