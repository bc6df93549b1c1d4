package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.bellhop.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TestCallIT {

    private final FakeReceiver receiver = new FakeReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aSavedSubscriptionIsTriedOutAlsoWhileItIsOff() {
        receiver.answers(
                (request, number) -> request.response().setStatusCode(418).end("I am a teapot"));
        JsonObject subscription = Deliveries.subscribe(receiver.url(), Map.of("is_active", false));

        test(subscription.getString("id") + "/test", null)
                .statusCode(200)
                .body("success", is(false))
                .body("status", is(418))
                .body("reason", is("refused"))
                .body("answer", is("I am a teapot"));

        JsonObject sent = new JsonObject(receiver.received().get(0).text());
        assertThat(sent.getString("type")).isEqualTo("subscription.test");
        assertThat(receiver.received().get(0).headers()).containsKeys("webhook-id", "webhook-signature");
        assertThat(Deliveries.of(subscription)).isEmpty();
        Deliveries.remove(subscription);
    }

    @Test
    void oneThatIsNotSavedIsTriedOutAndNotKept() {
        String wanted = "{\"name\":\"not saved\",\"callback_url\":\"%s\",\"event_mask\":\"*\",\"is_global\":true}";

        test("test", wanted.formatted(receiver.url()))
                .statusCode(200)
                .body("success", is(true))
                .body("status", is(204));

        assertThat(receiver.received()).hasSize(1);
        Api.asAdmin()
                .get("/api/v1/subscriptions?limit=500")
                .then()
                .body("items.findAll { it.name == 'not saved' }.size()", is(0));
    }

    @Test
    void whatIsNotAllowedIsNotSentEither() {
        String wanted = "{\"name\":\"inside\",\"callback_url\":\"%s\",\"event_mask\":\"*\",\"is_global\":true}";

        test("test", wanted.formatted("http://10.0.0.1/hook"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", is("callback_url"));
    }

    @Test
    void whoDoesNotListenIsSaidSo() {
        receiver.down();
        JsonObject subscription = Deliveries.subscribe(receiver.url());

        test(subscription.getString("id") + "/test", null)
                .statusCode(200)
                .body("success", is(false))
                .body("reason", is("connection_refused"));
        Deliveries.remove(subscription);
    }

    @Test
    void thereHasToBeOne() {
        test("sub_01a1fe520ce37b97a18dd883739ba859/test", null).statusCode(404);
        test("nonsense/test", null).statusCode(400);
    }

    private static ValidatableResponse test(String path, String body) {
        var request = Api.asAdmin();
        return (body == null ? request : request.contentType("application/json").body(body))
                .post("/api/v1/subscriptions/" + path)
                .then();
    }
}
