package io.bellhop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.bellhop.Api;
import io.bellhop.delivery.FakeReceiver;
import io.bellhop.delivery.FakeReceiver.Received;
import io.bellhop.ingress.Webhook;
import io.bellhop.stream.EventStream;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What subscribers get, and what can be done about it. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class DeliveriesIT {

    private static final String PATH = "/api/v1/subscriptions/";

    private final FakeReceiver receiver = new FakeReceiver();
    private String id;

    @AfterEach
    void unsubscribe() {
        if (id != null) {
            Api.asAdmin().delete(PATH + id).then().statusCode(204);
        }
        receiver.close();
    }

    @Test
    void aDeliveryIsVerifiedByTheStandardLibraryRecordedAndReplayed() {
        String secret = subscribe().extract().path("secret");
        Webhook webhook = Webhook.toNewSource("roomz");

        String event =
                webhook.roomz(Webhook.newPresence()).statusCode(202).extract().path("events[0].id");

        Received received = await(1).get(0);
        assertThat(received.id()).isEqualTo(event);
        assertThatCode(() -> verify(received, secret)).doesNotThrowAnyException();
        String delivery = delivered(event);
        Api.asAdmin()
                .get("/api/v1/deliveries/" + delivery)
                .then()
                .statusCode(200)
                .body("attempts", is(1))
                .body("requests", hasSize(1))
                .body("requests[0].status", is(204));
        Api.asAdmin()
                .post("/api/v1/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(202)
                .body("id", notNullValue());
        assertThat(await(2).get(1).id()).isEqualTo(event);
        Api.asAdmin()
                .queryParam("subscription", id)
                .post("/api/v1/events/replay")
                .then()
                .statusCode(202)
                .body("accepted", greaterThan(0));
        assertThat(await(3)).hasSizeGreaterThanOrEqualTo(3);
    }

    private static void verify(Received received, String secret) throws Exception {
        Map<String, List<String>> headers = received.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        new com.standardwebhooks.Webhook(secret)
                .verify(received.text(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private String delivered(String event) {
        return Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(
                        () -> Api.asAdmin()
                                .get("/api/v1/deliveries?state=delivered&event=" + event + "&subscription=" + id)
                                .path("items[0].id"),
                        found -> found != null);
    }

    @Test
    void aSubscriptionIsTriedOutChangedReplacedAndGivenAnotherSecret() {
        subscribe();

        json("{\"name\":\"unsaved\",\"callback_url\":\"" + receiver.url()
                        + "\",\"event_mask\":\"*\",\"is_global\":true}")
                .post(PATH + "test")
                .then()
                .statusCode(200)
                .body("success", is(true));
        Api.asAdmin().post(PATH + id + "/test").then().statusCode(200).body("status", is(204));
        json("{\"headers\":{\"X-Hotel\":\"seven\"},\"rate_limit\":60}")
                .patch(PATH + id)
                .then()
                .statusCode(200)
                .body("headers", contains("X-Hotel"));
        json(body("*")).put(PATH + id).then().statusCode(200).body("event_mask", is("*"));
        Api.asAdmin().post(PATH + id + "/rotate").then().statusCode(200).body("secret", notNullValue());
        Api.asAdmin().get(PATH + id).then().statusCode(200).body("id", is(id));
        Api.asAdmin().get(PATH).then().statusCode(200).body("items.size()", greaterThan(0));
    }

    @Test
    void aMistypedFieldIsAProblemThatNamesIt() {
        json(body("reservation.*").replace("event_mask", "event_musk"))
                .post(PATH)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", is("event_musk"));
    }

    @Test
    void theStreamTellsOfAnEventAsItIsStored() {
        String url = RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/events/stream";
        try (EventStream stream = EventStream.open(url, Surroundings.KEY, null)) {
            Webhook webhook = Webhook.toNewSource("roomz");

            webhook.roomz(Webhook.newPresence()).statusCode(202);

            EventStream.Message message = stream.next();
            while (!message.data().contains(webhook.source())) {
                message = stream.next();
            }
            assertThat(message.event()).isEqualTo("room.presence.changed");
        }
    }

    private ValidatableResponse subscribe() {
        ValidatableResponse made = json(body("room.*")).post(PATH).then().statusCode(201);
        id = made.extract().path("id");
        return made;
    }

    private String body(String mask) {
        return """
                {"name":"%s","callback_url":"%s","event_mask":"%s","is_global":true}""".formatted(UUID.randomUUID(), receiver.url(), mask);
    }

    private static io.restassured.specification.RequestSpecification json(String body) {
        return Api.asAdmin().contentType("application/json").body(body);
    }

    private List<Received> await(int count) {
        return Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(receiver::received, received -> received.size() >= count);
    }
}
