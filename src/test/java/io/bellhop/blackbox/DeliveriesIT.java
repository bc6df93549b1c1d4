package io.bellhop.blackbox;

import static io.bellhop.blackbox.Subscriptions.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What subscribers get, and get again. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class DeliveriesIT {

    private final FakeReceiver receiver = new FakeReceiver();
    private String id;

    @AfterEach
    void unsubscribe() {
        if (id != null) {
            Subscriptions.remove(id);
        }
        receiver.close();
    }

    @Test
    void aDeliveryIsVerifiedByTheStandardLibraryRecordedAndReplayed() {
        String secret = subscribe(receiver.url().replace("127.0.0.1", "localhost"))
                .extract()
                .path("secret");

        String event = send();

        Received received = await(1).get(0);
        assertThat(received.id()).isEqualTo(event);
        assertThatCode(() -> verify(received, secret)).doesNotThrowAnyException();
        String delivery = inState("delivered", event);
        Api.asAdmin()
                .get("/api/v1/deliveries/" + delivery)
                .then()
                .statusCode(200)
                .body("attempts", is(1))
                .body("requests", hasSize(1))
                .body("requests[0].status", is(204))
                .body("requests[0].target", is("callback"));
        Api.asAdmin()
                .post("/api/v1/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(202)
                .body("id", notNullValue());
        assertThat(await(2).get(1).id()).isEqualTo(event);
        replay("/api/v1/events/" + event + "/replay?subscription=" + id).body("accepted", is(1));
        assertThat(await(3).get(2).id()).isEqualTo(event);
        replay("/api/v1/events/replay?subscription=" + id).body("accepted", greaterThan(0));
        assertThat(await(4)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aDeadLetterIsSentAgainToWhereItsSubscriberIsNow() {
        subscribe("http://127.0.0.1:" + Surroundings.freePort() + "/hook");
        json("{\"max_attempts\":1}").patch(Subscriptions.PATH + id).then().statusCode(200);

        String event = send();
        String dead = inState("dead", event);
        Api.asAdmin()
                .get("/api/v1/deliveries/" + dead)
                .then()
                .body("reason", is("attempts_exhausted"))
                .body("requests[0].reason", is("connection_refused"));
        json("{\"callback_url\":\"" + receiver.url() + "\"}")
                .patch(Subscriptions.PATH + id)
                .then()
                .statusCode(200);

        replay("/api/v1/deliveries/replay?state=dead&subscription=" + id).body("accepted", is(1));

        assertThat(await(1).get(0).id()).isEqualTo(event);
        Api.asAdmin().get("/api/v1/deliveries/" + dead).then().body("state", is("replayed"));
    }

    private static ValidatableResponse replay(String path) {
        return Api.asAdmin().post(path).then().statusCode(202);
    }

    private static void verify(Received received, String secret) throws Exception {
        Map<String, List<String>> headers = received.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        new com.standardwebhooks.Webhook(secret)
                .verify(received.text(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private String inState(String state, String event) {
        return Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(
                        () -> Api.asAdmin()
                                .get("/api/v1/deliveries?state=" + state + "&event=" + event + "&subscription=" + id)
                                .path("items[0].id"),
                        found -> found != null);
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

    private ValidatableResponse subscribe(String url) {
        ValidatableResponse made = json(Subscriptions.to(url, "room.*"))
                .post(Subscriptions.PATH)
                .then()
                .statusCode(201);
        id = made.extract().path("id");
        return made;
    }

    /** @return the event's id */
    private static String send() {
        return Webhook.toNewSource("roomz")
                .roomz(Webhook.newPresence())
                .statusCode(202)
                .extract()
                .path("events[0].id");
    }

    private List<Received> await(int count) {
        return Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(receiver::received, received -> received.size() >= count);
    }
}
