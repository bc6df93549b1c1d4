package io.bellhop.subscription;

import static io.bellhop.subscription.SubscriptionCalls.PATH;
import static io.bellhop.subscription.SubscriptionCalls.body;
import static io.bellhop.subscription.SubscriptionCalls.delete;
import static io.bellhop.subscription.SubscriptionCalls.get;
import static io.bellhop.subscription.SubscriptionCalls.make;
import static io.bellhop.subscription.SubscriptionCalls.newName;
import static io.bellhop.subscription.SubscriptionCalls.patch;
import static io.bellhop.subscription.SubscriptionCalls.post;
import static io.bellhop.subscription.SubscriptionCalls.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.api.ProblemException;
import io.bellhop.processing.Database;
import io.bellhop.signature.SubscriptionSecrets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SubscriptionApiIT {

    private static final String UNKNOWN_ID = "sub_01a1fe520ce37b97a18dd883739ba859";

    @Inject
    SettableClock clock;

    @Inject
    Subscriptions subscriptions;

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void whatIsShownByNameOnlyCannotBeSentToSomebodyElse() {
        String id = make("headers", Map.of("X-Key", "canary"));

        patch(id, "{'callback_url':'http://127.0.0.2:8081/mine'}")
                .statusCode(422)
                .body("field", is("headers"));
        patch(id, "{'fallback_url':'http://127.0.0.2:8081/mine','headers':{'X-More':'mine'}}")
                .statusCode(422)
                .body("field", is("headers"));

        patch(id, "{'callback_url':'http://127.0.0.1:9/elsewhere'}").statusCode(200);
        patch(id, "{'callback_url':'http://127.0.0.2:8081/mine','headers':{'X-Key':'known'}}")
                .statusCode(200);
    }

    // Making

    @Test
    void makesOneWithDefaultsAndShowsItsSecretOnce() {
        String name = newName();

        var made = post(body(name))
                .statusCode(201)
                .header("Location", containsString(PATH + "/sub_"))
                .body("id", matchesPattern("sub_[0-9a-f]{32}"))
                .body("name", is(name))
                .body("secret", startsWith("whsec_"))
                .body("secret_count", is(1))
                .body("callback_url", is("http://127.0.0.1:9/hook"))
                .body("fallback_url", nullValue())
                .body("event_mask", is("*"))
                .body("venue_id", nullValue())
                .body("is_global", is(true))
                .body("is_active", is(true))
                .body("send_data", is(true))
                .body("ordered", is(false))
                .body("request_params", empty())
                .body("headers", empty())
                .body("max_attempts", is(10))
                .body("retry_schedule", contains(5, 30, 120, 600, 1800, 7200, 21600, 43200, 86400))
                .body("max_age", is(259200))
                .body("rate_limit", nullValue())
                .body("disabled_at", nullValue())
                .body("failing_since", nullValue())
                .body("created_at", notNullValue())
                .extract();

        Map<String, Object> shown = made.jsonPath().getMap("");
        shown.remove("secret");
        get(made.path("id")).statusCode(200).body("", equalTo(shown));
    }

    @Test
    void keepsEachFieldAndShowsNoValueThatMayBeASecret() {
        String venue = venue();
        String secret = SubscriptionSecrets.random().reveal();

        var made = post(body(
                        newName(),
                        "fallback_url",
                        "http://[::1]/fallback",
                        "event_mask",
                        "reservation.*; guest.created",
                        "venue_id",
                        venue,
                        "is_global",
                        false,
                        "request_params",
                        Map.of("token", "canary"),
                        "headers",
                        Map.of("X-Key", "canary", "Authorization", "Bearer canary"),
                        "is_active",
                        false,
                        "send_data",
                        false,
                        "secret",
                        secret,
                        "max_attempts",
                        3,
                        "retry_schedule",
                        List.of(1, 2),
                        "max_age",
                        60,
                        "rate_limit",
                        90,
                        "ordered",
                        true))
                .statusCode(201)
                .body("secret", is(secret))
                .extract();

        assertThat(made.asString()).doesNotContain("canary");
        var shown = get(made.path("id"))
                .statusCode(200)
                .body("fallback_url", is("http://[::1]/fallback"))
                .body("event_mask", is("reservation.*;guest.created"))
                .body("venue_id", is(venue))
                .body("is_global", is(false))
                .body("request_params", contains("token"))
                .body("headers", contains("Authorization", "X-Key"))
                .body("is_active", is(false))
                .body("send_data", is(false))
                .body("max_attempts", is(3))
                .body("retry_schedule", contains(1, 2))
                .body("max_age", is(60))
                .body("rate_limit", is(90))
                .body("ordered", is(true))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("canary").doesNotContain(secret).doesNotContain("\"secret\"");
    }

    @Test
    void thisReplicaKnowsOfItBeforeItIsAnswered() {
        String id = make("request_params", Map.of("a b", "ü"), "headers", Map.of("X-Key", "value"));

        ActiveSubscription active = subscriptions.find(SubscriptionId.parse(id)).orElseThrow();

        assertThat(active.callback().uri()).hasToString("http://127.0.0.1:9/hook?a%20b=%C3%BC");
        assertThat(active.headers()).containsOnly(Map.entry("X-Key", "value"));
        assertThat(active.retry()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(subscriptions.active()).contains(active);
        assertThat(active.toString()).doesNotContain("value");

        patch(id, "{'is_active':false}").statusCode(200);

        assertThat(subscriptions.find(SubscriptionId.parse(id))).isEmpty();
        assertThat(subscriptions.read(SubscriptionId.parse(id)).await().atMost(Duration.ofSeconds(20)))
                .isPresent();
    }

    @Test
    void aNameIsGivenOnce() {
        String name = newName();
        make(body(name));
        String another = make();

        post(body(name))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", is("Another subscription has this name"));
        patch(another, "{'name':'" + name + "'}").statusCode(409);
        get(another).body("name", not(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "callback_url", "event_mask"})
    void tellsWhatIsMissing(String field) {
        Map<String, Object> body = body(newName());
        body.remove(field);

        post(body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", is("urn:bellhop:problem:unprocessable"))
                .body("status", is(422))
                .body("field", is(field))
                .body("detail", is(field + ": is missing"));
    }

    @Test
    void isForAllVenuesOrForOneThatThereIs() {
        Map<String, Object> neither = body(newName());
        neither.remove("is_global");

        post(neither)
                .statusCode(422)
                .body("detail", is("venue_id: is missing; give it, or is_global true for the events of all venues"));
        post(body(newName(), "is_global", false)).statusCode(422).body("field", is("venue_id"));
        post(body(newName(), "venue_id", venue())).statusCode(422).body("field", is("is_global"));
        post(body(newName(), "is_global", false, "venue_id", UUID.randomUUID().toString()))
                .statusCode(422)
                .body("detail", is("venue_id: no venue has this id"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'canary\u0000'",
        "is_active, canary",
        "max_attempts, 0",
        "venue_id, canary",
        "secret, whsec_canary",
        "headers, canary",
        "event_mask, Canary",
        "callback_url, canary",
        "callback_url, ftp://canary.example.com/",
        "callback_url, http://canary:canary@127.0.0.1/",
        "callback_url, http://127.0.0.1/#canary",
        "callback_url, 'http://127.0.0.1/canary\u0000'",
        "callback_url, http://10.0.0.1/canary",
        "fallback_url, http://169.254.169.254/canary",
        "fallback_url, http://[fd00::1]/canary",
    })
    void tellsWhichFieldIsWrongAndEchoesNothing(String field, String value) {
        String answer = post(body(newName(), field, value))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", is(field))
                .body("detail", startsWith(field + ": "))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("canary").doesNotContain("Canary");
    }

    @Test
    void anAddressThatCannotBeFoundIsTold() {
        post(body(newName(), "callback_url", "https://canary.invalid/"))
                .statusCode(422)
                .body("detail", startsWith("callback_url: its host cannot be found"))
                .body("detail", not(containsString("canary")));
    }

    @Test
    void fieldsThatThereAreNotAreTold() {
        post(body(newName(), "calback_url", "canary"))
                .statusCode(422)
                .body("field", is("calback_url"))
                .body("detail", is("calback_url: there is no such field"));
        post(body(newName(), "<b>Canary", "canary"))
                .statusCode(422)
                .body("field", nullValue())
                .body("detail", not(containsString("anary")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{", "\"canary\"", "{\"name\":\"canary\"", "\u0000"})
    void takesAJsonObjectOnly(String body) {
        String answer = Api.asAdmin()
                .contentType("application/json")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(answer).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void nothingIsMadeOfNothing(String body) {
        Api.asAdmin()
                .contentType("application/json")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(422)
                .body("detail", is("The body is a JSON object"));
    }

    @Test
    void theDescriptionOfTheApiHasItsFields() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("components.schemas.AskedSubscription.properties.is_global", notNullValue())
                .body("components.schemas.AskedSubscription.properties.callback_url", notNullValue())
                .body("components.schemas.SubscriptionView.properties.is_active", notNullValue());
    }

    @Test
    void isForAdminsOnly() {
        given().get(PATH).then().statusCode(401);
        given().contentType("application/json")
                .body(body(newName()))
                .post(PATH)
                .then()
                .statusCode(401);
        given().get("/api/v1/event-types").then().statusCode(401);
    }

    // Types of events

    @Test
    void listsTheTypesThatEventsMayHave() {
        Api.asAdmin()
                .get("/api/v1/event-types")
                .then()
                .statusCode(200)
                .body("next", nullValue())
                .body(
                        "items.type",
                        hasItems(
                                "reservation.created",
                                "guest.merged",
                                "room.presence.changed",
                                "availability.changed",
                                "unreadable",
                                "unknown",
                                "subscription.failing",
                                "subscription.disabled",
                                "subscription.test"))
                .body("items.find { it.type == 'room.presence.changed' }.providers", contains("roomz"))
                .body("items.find { it.type == 'unknown' }.providers", hasItems("channex", "roomz"))
                .body("items.find { it.type == 'subscription.test' }.providers", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "reservation.*",
                "room.presence.*",
                "reservation.created;guest.merged",
                "unreadable;unknown",
                "subscription.*"
            })
    void takesTypesThatThereAre(String mask) {
        post(body(newName(), "event_mask", mask)).statusCode(201).body("event_mask", is(mask));
    }

    @ParameterizedTest
    @CsvSource({"reservation.craeted, 1", "reservation.*;canary.*, 2", "reservation.created.*, 1", "reservation, 1"})
    void listsTheTypesThereAreIfOneIsNone(String mask, int place) {
        post(body(newName(), "event_mask", mask))
                .statusCode(422)
                .body("field", is("event_mask"))
                .body("detail", containsString("no event has a type as name " + place + " of it says"))
                .body("detail", containsString(", reservation.created, reservation."))
                .body("detail", not(containsString("canary")));
    }

    // Changing

    @Test
    void changesOnlyWhatIsGiven() {
        String id = make("headers", Map.of("X-Key", "canary"), "rate_limit", 5, "fallback_url", "http://127.0.0.1/");
        Map<String, Object> before = get(id).extract().jsonPath().getMap("");

        patch(id, "{'send_data':false,'headers':{'X-Other':'value'}}")
                .statusCode(200)
                .body("send_data", is(false))
                .body("headers", contains("X-Key", "X-Other"))
                .body("secret", nullValue());

        Map<String, Object> after = get(id).extract().jsonPath().getMap("");
        assertThat(after.get("updated_at").toString()).isGreaterThan((String) before.get("updated_at"));
        Stream.of("send_data", "headers", "updated_at").forEach(field -> {
            before.remove(field);
            after.remove(field);
        });
        assertThat(after).isEqualTo(before);
        assertThat(subscriptions.find(SubscriptionId.parse(id)).orElseThrow().headers())
                .containsOnly(Map.entry("X-Key", "canary"), Map.entry("X-Other", "value"));
    }

    @Test
    void nullTakesAFieldAHeaderOrAParameterAway() {
        String id = make(
                "fallback_url",
                "http://127.0.0.1/",
                "rate_limit",
                5,
                "max_attempts",
                3,
                "headers",
                Map.of("X-Key", "a", "X-Other", "b"),
                "request_params",
                Map.of("a", "b"));

        patch(
                        id,
                        "{'fallback_url':null,'rate_limit':null,'max_attempts':null,'headers':{'X-Key':null},"
                                + "'request_params':null}")
                .statusCode(200)
                .body("fallback_url", nullValue())
                .body("rate_limit", nullValue())
                .body("max_attempts", is(10))
                .body("headers", contains("X-Other"))
                .body("request_params", empty());
        patch(id, "{'name':null}").statusCode(422).body("field", is("name"));
        patch(id, "{'callback_url':null}").statusCode(422).body("field", is("callback_url"));
    }

    @Test
    void takesAPatchInEitherType() {
        String id = make();

        patch(id, "application/json", "{'ordered':true}").then().statusCode(200).body("ordered", is(true));
        patch(id, "application/merge-patch+json", "{'ordered':false}")
                .then()
                .statusCode(200)
                .body("ordered", is(false));
        patch(id, "application/xml", "{'ordered':true}").then().statusCode(415);
    }

    @Test
    void goesFromAllVenuesToOneAndBack() {
        String id = make();
        String venue = venue();

        patch(id, "{'venue_id':'" + venue + "'}").statusCode(422).body("field", is("is_global"));
        patch(id, "{'venue_id':'" + venue + "','is_global':false}")
                .statusCode(200)
                .body("venue_id", is(venue))
                .body("is_global", is(false));
        patch(id, "{'is_global':true}").statusCode(422);
        patch(id, "{'is_global':true,'venue_id':null}").statusCode(200).body("venue_id", nullValue());
    }

    @Test
    void aRefusedChangeChangesNothing() {
        String id = make("headers", Map.of("X-Key", "a"));
        Map<String, Object> before = get(id).extract().jsonPath().getMap("");

        patch(id, "{'send_data':false,'is_active':'yes'}").statusCode(422).body("field", is("is_active"));
        patch(id, "{'send_data':false,'callback_url':'http://10.0.0.1/'}").statusCode(422);
        patch(id, "{'send_data':false,'event_mask':'reservation.craeted'}").statusCode(422);
        patch(id, "{'send_data':false,'calback_url':'x'}").statusCode(422);
        patch(id, "{'send_data':false,'secret':'x'}")
                .statusCode(422)
                .body("detail", is("secret: is changed by POST /api/v1/subscriptions/{id}/rotate"));

        assertThat(get(id).extract().jsonPath().getMap("")).isEqualTo(before);
    }

    @Test
    void whatItHadBeforeMayStayThoughItCouldNotBeMadeNow() {
        String id = make();
        Database.execute("update subscription set callback_url = 'https://nowhere.invalid/', event_mask = 'gone.type'"
                + " where id = '" + uuid(id) + "'");

        patch(id, "{'send_data':false}").statusCode(200).body("event_mask", is("gone.type"));
        patch(id, "{'event_mask':'gone.type;room.*'}").statusCode(200);
        patch(id, "{'callback_url':'https://nowhere.invalid/2'}").statusCode(422);
    }

    @Test
    void replacesAllButTheSecret() {
        String id = make("headers", Map.of("X-Key", "a"), "rate_limit", 5, "ordered", true);
        var secrets = subscriptions.find(SubscriptionId.parse(id)).orElseThrow().secrets();
        String name = newName();

        put(id, body(name, "send_data", false))
                .statusCode(200)
                .body("name", is(name))
                .body("send_data", is(false))
                .body("ordered", is(false))
                .body("rate_limit", nullValue())
                .body("headers", empty());

        assertThat(subscriptions.find(SubscriptionId.parse(id)).orElseThrow().secrets())
                .isEqualTo(secrets);
        put(id, Map.of("name", name)).statusCode(422).body("field", is("callback_url"));
        put(UNKNOWN_ID, body(newName())).statusCode(404);
    }

    @Test
    void changesAtOnceDoNotOverwriteEachOther() throws Exception {
        String id = make();
        List<Callable<Integer>> calls = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(i -> calls.add(() -> patch(
                                id,
                                "application/json",
                                "{'headers':{'X-" + i + "':'a'},'request_params':{'p" + i + "':'a'}}")
                        .statusCode()));
        calls.add(() -> patch(id, "application/json", "{'send_data':false}").statusCode());
        calls.add(() -> patch(id, "application/json", "{'ordered':true}").statusCode());

        ExecutorService callers = Executors.newFixedThreadPool(calls.size());
        try {
            for (var answer : callers.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            callers.shutdown();
        }

        get(id).body("headers", hasSize(8))
                .body("request_params", hasSize(8))
                .body("send_data", is(false))
                .body("ordered", is(true));
    }

    @Test
    void removesIt() {
        String id = make();

        delete(id).statusCode(204);

        get(id).statusCode(404).contentType("application/problem+json");
        assertThat(subscriptions.find(SubscriptionId.parse(id))).isEmpty();
        delete(id).statusCode(404);
        patch(id, "{}").statusCode(404);
        post("/" + id + "/rotate", Map.of()).statusCode(404);
        get("sub_no").statusCode(400);
    }

    // Secrets

    @Test
    void theOldSecretStaysValidForAWhileAfterARotation() {
        String id = make();

        String random = Api.asAdmin()
                .post(PATH + "/" + id + "/rotate")
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .body("secret_count", is(2))
                .extract()
                .path("secret");
        assertThat(get(id).extract().asString()).doesNotContain(random);
        var held = subscriptions.find(SubscriptionId.parse(id)).orElseThrow().secrets();
        assertThat(held.valid(clock.instant()).get(0).reveal()).isEqualTo(random);
        clock.moveOn(Duration.ofHours(24).plusSeconds(1));
        get(id).body("secret_count", is(1));
    }

    @Test
    void takesACallersOwnSecret() {
        String id = make();
        String own = SubscriptionSecrets.random().reveal();

        post("/" + id + "/rotate", Map.of("secret", own)).statusCode(200).body("secret", is(own));
        post("/" + id + "/rotate", Map.of("secret", own)).statusCode(422).body("field", is("secret"));
        post("/" + id + "/rotate", Map.of("secret", "whsec_short"))
                .statusCode(422)
                .body("detail", not(containsString("short")));
        post("/" + id + "/rotate", Map.of("name", "x")).statusCode(422).body("field", is("name"));
        Api.asAdmin()
                .contentType("text/plain")
                .body(own)
                .post(PATH + "/" + id + "/rotate")
                .then()
                .statusCode(415);
        get(id).body("secret_count", is(2));
    }

    // Lists

    @Test
    void listsThemInPagesTheNewestFirst() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> make("is_active", i % 2 == 0))
                .toList();

        var first = Api.asAdmin().get(PATH + "?limit=2").then().statusCode(200).extract();
        var second = Api.asAdmin()
                .get(PATH + "?limit=2&cursor=" + first.path("next"))
                .then()
                .statusCode(200)
                .extract();

        assertThat(first.<List<String>>path("items.id")).containsExactly(made.get(4), made.get(3));
        assertThat(second.<List<String>>path("items.id")).containsExactly(made.get(2), made.get(1));
        assertThat(Api.asAdmin().get(PATH + "?limit=2&active=false").<List<String>>path("items.id"))
                .containsExactly(made.get(3), made.get(1));
        assertThat(first.asString()).doesNotContain("\"secret\"");
    }

    @Test
    void findsOneByItsName() {
        String name = newName();
        String id = make(body(name));

        Api.asAdmin()
                .queryParam("name", name)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.id", contains(id))
                .body("next", nullValue());
        Api.asAdmin().get(PATH + "?active=yes").then().statusCode(400);
        Api.asAdmin().get(PATH + "?cursor=x").then().statusCode(400);
        Api.asAdmin().get(PATH + "?limit=0").then().statusCode(400);
        Api.asAdmin().urlEncodingEnabled(false).get(PATH + "?name=%00").then().statusCode(400);
    }

    // What cannot be used

    @Test
    void oneThatCannotBeOpenedDoesNotKeepTheOthersAway() {
        String broken = make("headers", Map.of("X-Key", "a"));
        String forbidden = make();
        Database.execute(
                "update subscription set secrets = '\\x01', additions = '\\x01' where id = '" + uuid(broken) + "'");
        Database.execute(
                "update subscription set callback_url = 'https://10.0.0.1/' where id = '" + uuid(forbidden) + "'");

        String other = make();

        assertThat(subscriptions.active())
                .extracting(active -> active.id().toString())
                .contains(other)
                .doesNotContain(broken, forbidden);
        get(broken).statusCode(200).body("headers", nullValue()).body("secret_count", nullValue());
        patch(broken, "{'send_data':false}").statusCode(409);
        Api.asAdmin().post(PATH + "/" + broken + "/rotate").then().statusCode(409);
        patch(forbidden, "{'callback_url':'http://127.0.0.1/'}").statusCode(200);
        assertThat(subscriptions.find(SubscriptionId.parse(forbidden))).isPresent();
        delete(broken).statusCode(204);
    }

    // What other packages ask

    @Test
    void aChangeThatAnotherReplicaMadeIsHeardOf() {
        String id = make();

        Database.execute("update subscription set name = name || ' 2' where id = '" + uuid(id)
                + "'; select pg_notify('bellhop_subscription', '')");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> subscriptions
                        .find(SubscriptionId.parse(id))
                        .orElseThrow()
                        .name()
                        .endsWith(" 2"));
        assertThat(subscriptions.active()).extracting(ActiveSubscription::name).isSorted();
    }

    @Test
    void oneThatIsTriedOutIsCheckedAsIfItWereMade() {
        ObjectMapper json = new ObjectMapper();
        String name = newName();
        make(body(name));

        ActiveSubscription unsaved = unsaved(json.valueToTree(body(name, "headers", Map.of("X-Key", "a"))));

        assertThat(unsaved.headers()).containsKey("X-Key");
        assertThat(unsaved.secrets().valid(clock.instant())).hasSize(1);
        get(unsaved.id().toString()).statusCode(404);
        Stream.of(body(name, "name", null), body(name, "callback_url", "http://10.0.0.1/"), body(name, "secret", "x"))
                .forEach(wrong -> assertThatThrownBy(() -> unsaved(json.valueToTree(wrong)))
                        .isInstanceOf(ProblemException.class));
    }

    private ActiveSubscription unsaved(ObjectNode body) {
        return subscriptions.unsaved(body).await().atMost(Duration.ofSeconds(20));
    }

    private static UUID uuid(String id) {
        return SubscriptionId.parse(id).value();
    }

    private static String venue() {
        UUID id = UUID.randomUUID();
        Database.execute(
                "insert into venue (source, reference, id, name, versions, created_at, updated_at) values ('test-" + id
                        + "', 'v1', '" + id + "', 'Example Bistro', '{}', now(), now())");
        return id.toString();
    }
}
