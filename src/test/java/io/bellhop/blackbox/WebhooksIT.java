package io.bellhop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.bellhop.provider.Fixtures;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks of every provider, in and back. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class WebhooksIT {

    static Stream<Arguments> examples() {
        return Stream.of("roomz", "sevenrooms", "channex", "guestapi")
                .flatMap(provider ->
                        Fixtures.of(provider).examples().stream().map(example -> Arguments.of(provider, example)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isStoredOnceReadBackByteForByteAndUnderstood(String provider, String example) {
        Webhook webhook = Webhook.toNewSource(provider);
        byte[] body = Fixtures.of(provider).body(example).bytes();

        String id = onlyEvent(send(webhook, provider, example, body), false);

        assertThat(onlyEvent(send(webhook, provider, example, body), true)).isEqualTo(id);
        assertThat(Api.asAdmin().get("/api/v1/events/" + id + "/body").asByteArray())
                .isEqualTo(body);
        Api.asAdmin()
                .get("/api/v1/events/" + id)
                .then()
                .statusCode(200)
                .body("type", not(is("unreadable")))
                .body("source", is(webhook.source()));
        Api.asAdmin()
                .get("/api/v1/events/" + id + "/changes")
                .then()
                .statusCode(200)
                .body("items", notNullValue());
        Events.awaitProcessed(webhook.source());
    }

    private static ValidatableResponse send(Webhook webhook, String provider, String example, byte[] body) {
        return switch (provider) {
            case "roomz" -> webhook.roomz(body);
            case "sevenrooms" -> webhook.sevenrooms(body);
            case "channex" -> webhook.channex(body);
            // reservations.Update.pair.json comes with UpdateType: Update
            default -> webhook.guestapi(body, example.split("\\.")[1]);
        };
    }

    private static String onlyEvent(ValidatableResponse answer, boolean duplicate) {
        answer.statusCode(202).body("events.duplicate", is(List.of(duplicate)));
        return answer.extract().path("events[0].id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roomz", "sevenrooms", "channex"})
    void aForgedOneIsRefusedListedAndAcceptedWhenItsSecretIsKnown(String provider) {
        Webhook right = Webhook.toNewSource(provider);
        Webhook forged = new Webhook(right.source(), "another-secret");
        String example = Fixtures.of(provider).examples().get(0);

        send(forged, provider, example, Fixtures.of(provider).body(example).bytes())
                .statusCode(401)
                .contentType("application/problem+json");

        String id = Api.asAdmin()
                .queryParam("source", right.source())
                .get("/api/v1/refused")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].reason", is("MISMATCH"))
                .extract()
                .path("items[0].id");
        Api.asAdmin().get("/api/v1/refused/" + id).then().statusCode(200).body("id", is(id));
        addSecret(right.source(), "another-secret");
        Api.asAdmin()
                .queryParam("source", right.source())
                .post("/api/v1/refused/reverify")
                .then()
                .statusCode(200)
                .body("accepted", is(1));
        Api.asAdmin()
                .post("/api/v1/refused/" + id + "/accept")
                .then()
                .statusCode(200)
                .body("events", not(empty()));
    }

    private static void addSecret(String source, String secret) {
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"secret\":\"" + secret + "\"}")
                .post("/api/v1/sources/" + source + "/secrets")
                .then()
                .statusCode(201);
    }

    @Test
    void aDeadLetterSaysWhyAndIsProcessedAgain() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");
        webhook.sevenrooms(Samples.bytes("sevenrooms/guest-merged-without-ids.json"))
                .statusCode(202);
        Events.awaitProcessed(webhook.source());

        String id = Api.asAdmin()
                .queryParam("source", webhook.source())
                .queryParam("state", "dead")
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("items[0].id");
        Api.asAdmin().get("/api/v1/events/" + id).then().body("failure", notNullValue());
        Api.asAdmin()
                .post("/api/v1/events/" + id + "/process")
                .then()
                .statusCode(202)
                .body("id", is(id));
        Events.awaitProcessed(webhook.source());
        Api.asAdmin()
                .queryParam("state", "dead")
                .queryParam("source", webhook.source())
                .post("/api/v1/events/process")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    @Test
    void aListGoesOnPageByPage() {
        Webhook webhook = Webhook.toNewSource("roomz");
        Set<String> sent = Set.of(
                onlyEvent(webhook.roomz(Webhook.newPresence()), false),
                onlyEvent(webhook.roomz(Webhook.newPresence()), false));

        String first = "/api/v1/events?limit=1&source=" + webhook.source();
        String cursor = Api.asAdmin()
                .get(first)
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("next");
        List<String> both = List.of(
                Api.asAdmin().get(first).path("items[0].id"),
                Api.asAdmin().get(first + "&cursor=" + cursor).path("items[0].id"));

        assertThat(both).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void sourcesAreListedAndRemoved() {
        Webhook webhook = Webhook.toNewSource("roomz");

        Api.asAdmin().get("/api/v1/sources").then().statusCode(200).body("items.size()", greaterThan(0));
        Api.asAdmin()
                .get("/api/v1/sources/" + webhook.source())
                .then()
                .statusCode(200)
                .body("provider", is("roomz"))
                .body("secret_count", is(1));
        Api.asAdmin().delete("/api/v1/sources/" + webhook.source()).then().statusCode(204);
        Api.asAdmin().get("/api/v1/sources/" + webhook.source()).then().statusCode(404);
    }
}
