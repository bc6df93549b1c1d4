package io.bellhop.delivery;

import static org.awaitility.Awaitility.await;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What tests of deliveries do through the API. */
final class Deliveries {

    private Deliveries() {}

    /** Of all events of all venues, unless the further fields say otherwise. @return its id and secret, as the API answered */
    static JsonObject subscribe(String callback, Map<String, ?> fields) {
        JsonObject wanted = new JsonObject()
                .put("name", "test-" + UUID.randomUUID())
                .put("callback_url", callback)
                .put("event_mask", "*")
                .put("is_global", true);
        fields.forEach(wanted::put);
        return new JsonObject(Api.asAdmin()
                .contentType("application/json")
                .body(wanted.encode())
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .asString());
    }

    static JsonObject subscribe(String callback) {
        return subscribe(callback, Map.of());
    }

    static void remove(JsonObject subscription) {
        Api.asAdmin()
                .delete("/api/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .statusCode(204);
    }

    /** @return the event's id */
    static String roomChanges(Webhook roomz) {
        return sent(roomz.roomz(Webhook.newPresence()));
    }

    static String sent(ValidatableResponse answer) {
        return answer.statusCode(202).extract().path("events[0].id");
    }

    static List<JsonObject> of(JsonObject subscription) {
        String answer = Api.asAdmin()
                .queryParam("subscription", subscription.getString("id"))
                .queryParam("limit", 500)
                .get("/api/v1/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new JsonObject(answer)
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    /** With its requests. */
    static JsonObject get(String id) {
        return new JsonObject(Api.asAdmin()
                .get("/api/v1/deliveries/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** The only delivery of the subscription, once it has ended so many requests. */
    static JsonObject awaitRequests(JsonObject subscription, int requests) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> of(subscription).stream()
                                .map(one -> get(one.getString("id")))
                                .findFirst()
                                .orElse(new JsonObject()),
                        one -> one.containsKey("requests")
                                && one.getJsonArray("requests").size() >= requests);
    }
}
