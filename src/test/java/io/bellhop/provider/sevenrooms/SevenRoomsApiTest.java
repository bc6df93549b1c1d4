package io.bellhop.provider.sevenrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.ApiAccess.Authentication.ClientCredentials;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SevenRoomsApiTest extends ProviderApiContract {

    private static final String BASE_URL = "https://api.example.com";
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final ApiCall RESERVATIONS = ApiCall.get(List.of("reservations", "export"));
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    SevenRoomsApiTest() {
        super(new SevenRoomsProvider(), new SourceSettings(Map.of("base-url", BASE_URL)));
    }

    @Override
    protected Stream<Example> examples() {
        return Stream.of(
                new Example(
                        "venues", ApiCall.get(List.of("v1", "venues")), fixtures.json("api/GET_v1_venues.200.json")),
                new Example("reservations", RESERVATIONS, answer("next", entity("observed.reservation.created.json"))),
                new Example("reservations", RESERVATIONS, answer("", entity("observed.reservation.deleted.json"))),
                new Example(
                        "guests",
                        ApiCall.get(List.of("clients", "export")),
                        answer("next", entity("observed.client.updated.json"))));
    }

    @Override
    protected String entries(Example example) {
        return "/data/results";
    }

    // Where it is, and who we are

    @Test
    void hasNoApiUntilItIsSaidWhereItIs() {
        assertThat(provider.api(SourceSettings.none())).isEmpty();
    }

    @Test
    void getsATokenAsOAuth2HasIt() {
        assertThat(access(Map.of()))
                .isEqualTo(new ApiAccess(
                        BASE_URL,
                        new ClientCredentials(
                                BASE_URL + "/oauth/token",
                                "client-id",
                                "client-secret",
                                null,
                                true,
                                "Bearer ",
                                "X-Client-Id"),
                        100));
        assertThat(provider.credentials()).containsExactlyInAnyOrder("client-id", "client-secret");
    }

    @Test
    void getsATokenAsPublicClientsDo() {
        assertThat(access(Map.of("auth-style", "legacy-auth", "rate-per-minute", "600")))
                .isEqualTo(new ApiAccess(
                        BASE_URL,
                        new ClientCredentials(
                                BASE_URL + "/auth", "client-id", "client-secret", "/data/token", false, "", null),
                        600));
    }

    @Test
    void eachPartOfAStyleCanBeSetByItself() {
        Map<String, String> all = Map.of(
                "auth-style", "legacy-auth",
                "token-url", "https://login.example.com/token",
                "token-field", "/token/value",
                "authorization-prefix", "Token ",
                "send-client-id-header", "true",
                "client-id-header", "X-App");

        assertThat(access(all).authentication())
                .isEqualTo(new ClientCredentials(
                        "https://login.example.com/token",
                        "client-id",
                        "client-secret",
                        "/token/value",
                        false,
                        "Token ",
                        "X-App"));
        assertThat(login(Map.of("send-client-id-header", "false")).clientIdHeader())
                .isNull();
        assertThat(login(Map.of("authorization-prefix", "")).prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "base-url, http://api.example.com",
                "base-url, https://user@api.example.com",
                "auth-style, basic",
                "token-url, api/auth",
                "token-field, access_token",
                "token-field, ` `",
                "authorization-prefix, Bearér",
                "send-client-id-header, yes",
                "client-id-header, X Client",
                "rate-per-minute, 0",
                "page-limit, many",
                "venues-path, /",
                "venues-path, /v1/../venues",
                "reservations-path, /a?b=c",
                "clients-path, https://api.example.com",
                "venues-interval, hourly",
                "reservations-interval, 0s",
                "guests-interval, -1h"
            })
    void refusesImpossibleSettings(String setting, String value) {
        Map<String, String> settings = Map.of(setting, value);

        assertThatThrownBy(() -> provider.api(new SourceSettings(settings)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting " + setting + " ")
                .hasMessageContaining("takes");
        assertThat(provider.settings()).contains(setting);
    }

    // What it asks

    @Test
    void asksForEachOfItsFeeds() {
        Ask all = new Ask(null, NOW, null);

        assertThat(api().feeds()).extracting(Feed::name).containsExactly("venues", "reservations", "guests");
        assertThat(api().feeds())
                .extracting(feed -> feed.every().orElseThrow())
                .containsExactly(Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(1));
        assertThat(api().feeds())
                .flatExtracting(feed -> feed.first(all))
                .containsExactly(
                        ApiCall.get(List.of("v1", "venues")).with("limit", "100"),
                        ApiCall.get(List.of("reservations", "export")).with("limit", "100"),
                        ApiCall.get(List.of("clients", "export")).with("limit", "100"));
    }

    @Test
    void asksWhereAndAsOftenAsItIsSet() {
        Map<String, String> settings = Map.of(
                "venues-path", "venues",
                "reservations-path", "/2_4/reservations/",
                "clients-path", "/clients",
                "page-limit", "400",
                "venue-group-id", "g1",
                "venues-interval", "1d",
                "reservations-interval", "1m",
                "guests-interval", "2h");

        List<Feed> feeds = api(settings).feeds();

        assertThat(feeds)
                .flatExtracting(feed -> feed.first(new Ask(null, NOW, null)))
                .containsExactly(
                        ApiCall.get(List.of("venues")).with("limit", "400").with("venue_group_id", "g1"),
                        ApiCall.get(List.of("2_4", "reservations"))
                                .with("limit", "400")
                                .with("venue_group_id", "g1"),
                        ApiCall.get(List.of("clients")).with("limit", "400").with("venue_group_id", "g1"));
        assertThat(feeds)
                .extracting(feed -> feed.every().orElseThrow())
                .containsExactly(Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofHours(2));
    }

    /** The changes of half a day more: whose times they are is not public. */
    @Test
    void asksForOneVenueInPlaceOfItsGroup() {
        Ask ask = new Ask(Instant.parse("2026-06-01T11:54:59.999999Z"), NOW, "v1");

        assertThat(api(Map.of("venue-group-id", "g1")).feeds().get(1).first(ask))
                .containsExactly(RESERVATIONS
                        .with("limit", "100")
                        .with("venue_id", "v1")
                        .with("updated_since", "2026-05-31T23:54:59Z"));
    }

    // Pages

    @Test
    void followsTheCursorToTheEnd() throws UnreadablePayloadException {
        Map<String, JsonNode> pages = Map.of(
                "", answer("c1", changed("r1"), changed("r2")),
                "c1", answer("c2", changed("r3")),
                "c2", answer(null, changed("r4")));

        assertThat(subjects("reservations", pages))
                .containsExactly("reservation/r1", "reservation/r2", "reservation/r3", "reservation/r4");
    }

    @Test
    void endsWithoutResultsOrWithoutAnotherCursor() {
        Feed feed = feed("reservations");
        ApiCall asked = RESERVATIONS.with("cursor", "c1");

        assertThat(feed.next(asked, answer("c2"), 0)).isEmpty();
        assertThat(feed.next(asked, answer("", changed("r1")), 0)).isEmpty();
        assertThat(feed.next(asked, answer(null, changed("r1")), 0)).isEmpty();
        assertThat(feed.next(asked, answer("c1", changed("r1")), 0)).isEmpty();
        assertThat(feed.next(asked, JSON.objectNode(), 0)).isEmpty();
        assertThat(feed.next(asked, answer("c2", changed("r1")), 0)).containsExactly(RESERVATIONS.with("cursor", "c2"));
    }

    // Entries

    @Test
    void aVenueIsWhatItIsNow() throws UnreadablePayloadException {
        FeedItem item = only("venues", fixtures.json("api/GET_v1_venues.200.json"));

        assertThat(item).isInstanceOf(FeedItem.Snapshot.class);
        assertThat(item.envelope().type()).isEqualTo("venue.updated");
        assertThat(item.envelope().providerType()).isEqualTo("venue");
        assertThat(item.envelope().subject()).isEqualTo("venue/ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx");
        assertThat(JsonBody.parse(item.envelope().body()).path("currency_code").textValue())
                .isEqualTo("USD");
    }

    @ParameterizedTest
    @CsvSource({
        "observed.reservation.created.json, reservation.created",
        "observed.reservation.updated.json, reservation.updated",
        "observed.reservation.deleted.json, reservation.deleted",
        "observed.client.updated.json,      guest.updated"
    })
    void whatAWebhookToldIsTheSameWhenPulled(String example, String type) throws UnreadablePayloadException {
        Envelope webhook = provider.reader(SourceSettings.none())
                .read(RequestBuilder.with(fixtures.body("examples/" + example)).build())
                .get(0);
        String feed = example.contains("client") ? "guests" : "reservations";

        Envelope pulled = only(feed, answer("", entity(example))).envelope();

        assertThat(pulled.key()).isEqualTo(webhook.key());
        assertThat(pulled.subject()).isEqualTo(webhook.subject());
        assertThat(pulled.occurredAt()).isEqualTo(webhook.occurredAt());
        assertThat(pulled.type()).isEqualTo(webhook.type()).isEqualTo(type);
        assertThat(pulled.providerType()).isEqualTo(type.startsWith("guest") ? "client" : "reservation");
        assertThat(JsonBody.parse(pulled.body())).isEqualTo(JsonBody.parse(JsonBody.canonicalBody(entity(example))));
    }

    /** Then only its version tells that a webhook has told of it. */
    @Test
    void whatDoesNotSayWhenItWasCreatedIsUpdated() throws UnreadablePayloadException {
        ObjectNode client = changed("g1");
        client.remove("created");

        assertThat(only("guests", answer("", client)).envelope().type()).isEqualTo("guest.updated");
        assertThat(only("guests", answer("", client.put("created", "2026-06-02T09:00:00.000Z")))
                        .envelope()
                        .type())
                .isEqualTo("guest.created");
    }

    @Test
    void aCanceledOneIsCanceledByTheStatusesThatAreSet() throws UnreadablePayloadException {
        ObjectNode reservation = changed("r1").put("status", "Gone");
        FeedItem canceled = api(Map.of("statuses", "gone=canceled"))
                .feeds()
                .get(1)
                .read(RESERVATIONS, answer("", reservation))
                .get(0);

        assertThat(canceled.envelope().type()).isEqualTo("reservation.canceled");
        assertThat(canceled.envelope().key().value())
                .isEqualTo("sevenrooms|reservation|r1|updated|2026-06-02T09:00:00");
        assertThat(only("reservations", answer("", reservation.put("status", "CANCELLED")))
                        .envelope()
                        .type())
                .isEqualTo("reservation.canceled");
        assertThat(only("guests", answer("", reservation)).envelope().type()).isEqualTo("guest.updated");
    }

    @Test
    void isAsNewAsItSaysInTheZoneThatIsSet() throws UnreadablePayloadException {
        Feed feed = api(Map.of("zone", "America/New_York")).feeds().get(1);

        assertThat(feed.read(RESERVATIONS, answer("", changed("r1"))))
                .singleElement()
                .isInstanceOfSatisfying(
                        FeedItem.Versioned.class,
                        item -> assertThat(item.changedAt()).isEqualTo("2026-06-02T13:00:00Z"));
    }

    @Test
    void leavesOutWhatIsOlderThanWasAskedFor() throws UnreadablePayloadException {
        ApiCall asked = RESERVATIONS.with("updated_since", "2026-06-02T09:00:00Z");

        assertThat(feed("reservations")
                        .read(
                                asked,
                                answer(
                                        "",
                                        changed("r1").put("updated", "2026-06-02T08:59:59"),
                                        changed("r2"),
                                        changed("r3").put("updated", "soon"),
                                        changed("r4")
                                                .put("updated", "2026-01-01T00:00:00")
                                                .put("deleted", "2026-06-03T00:00:00"))))
                .extracting(item -> item.envelope().subject(), Object::getClass)
                .containsExactly(
                        tuple("reservation/r2", FeedItem.Versioned.class),
                        tuple("reservation/r3", FeedItem.Snapshot.class),
                        tuple("reservation/r4", FeedItem.Versioned.class));
    }

    @Test
    void aNumberIsAnId() throws UnreadablePayloadException {
        assertThat(only("guests", answer("", changed("x").put("id", 4711)))
                        .envelope()
                        .subject())
                .isEqualTo("guest/4711");
    }

    @Test
    void anEntryWithoutAnIdIsKeptAsItIs() throws UnreadablePayloadException {
        List<FeedItem> items = feed("venues")
                .read(
                        RESERVATIONS,
                        answer("", JSON.textNode("canary"), JSON.objectNode().put("name", "canary")));

        assertThat(items).allSatisfy(item -> {
            assertThat(item).isInstanceOf(FeedItem.Keyed.class);
            assertThat(item.envelope().type()).isEqualTo("unreadable");
            assertThat(item.envelope().providerType()).isEqualTo("venue");
        });
        assertThat(items)
                .extracting(item -> item.envelope().note())
                .containsExactly("not a JSON object", "without an id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "{}", "{\"data\":null}", "{\"data\":{\"results\":{}}}", "{\"data\":[{\"id\":\"r1\"}]}"})
    void anAnswerWithoutAListIsUnreadable(String answer) {
        assertThatThrownBy(() ->
                        feed("reservations").read(RESERVATIONS, Fixtures.json(answer.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("an answer without a list of results");
    }

    private ProviderApi api(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("base-url", BASE_URL + "/");
        return provider.api(new SourceSettings(all)).orElseThrow();
    }

    private ApiAccess access(Map<String, String> settings) {
        return api(settings).access();
    }

    private ClientCredentials login(Map<String, String> settings) {
        return (ClientCredentials) access(settings).authentication();
    }

    private FeedItem only(String feed, JsonNode answer) throws UnreadablePayloadException {
        List<FeedItem> items = feed(feed).read(RESERVATIONS, answer);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    /** @param pages by the cursor they are asked for with */
    private List<String> subjects(String name, Map<String, JsonNode> pages) throws UnreadablePayloadException {
        Feed feed = feed(name);
        List<String> subjects = new ArrayList<>();
        List<ApiCall> calls = new ArrayList<>(feed.first(new Ask(null, NOW, null)));
        while (!calls.isEmpty()) {
            ApiCall call = calls.remove(0);
            JsonNode answer = pages.get(call.query().getOrDefault("cursor", ""));
            feed.read(call, answer).forEach(item -> subjects.add(item.envelope().subject()));
            calls.addAll(feed.next(call, answer, 0));
        }
        return subjects;
    }

    private JsonNode entity(String example) {
        return fixtures.json("examples/" + example).at("/0/entity");
    }

    private static ObjectNode changed(String id) {
        return JSON.objectNode()
                .put("id", id)
                .put("created", "2026-06-01T09:00:00")
                .put("updated", "2026-06-02T09:00:00");
    }

    private static JsonNode answer(String cursor, JsonNode... results) {
        ObjectNode answer = JSON.objectNode().put("status", 200);
        ObjectNode data = answer.putObject("data").put("cursor", cursor).put("limit", 50);
        ArrayNode array = data.putArray("results");
        Stream.of(results).forEach(array::add);
        return answer;
    }
}
