package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.delivery.FakeReceiver.Received;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FallbackIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DeliveryWorker worker;

    @Inject
    SettableClock clock;

    private final FakeReceiver callback = new FakeReceiver();
    private final FakeReceiver fallback = new FakeReceiver();
    private Webhook roomz;
    private JsonObject subscription;

    @BeforeEach
    void subscribe() {
        roomz = Webhook.toNewSource("roomz");
        subscription = Deliveries.subscribe(
                callback.url(),
                Map.of("fallback_url", fallback.url(), "max_attempts", 2, "retry_schedule", List.of(10)));
    }

    @AfterEach
    void unsubscribe() {
        Deliveries.remove(subscription);
        callback.close();
        fallback.close();
        clock.backToNow();
    }

    @Test
    void whileTheCallbackIsDownEachEventIsDeliveredOnceToTheFallback() {
        callback.down();

        List<String> events = send(40);

        awaitState("delivered", 40);
        assertThat(fallback.received()).extracting(Received::id).containsExactlyInAnyOrderElementsOf(events);
        assertThat(Deliveries.of(subscription)).allSatisfy(one -> {
            assertThat(one.getInteger("attempts")).isEqualTo(1);
            assertThat(lastRequest(one).getString("target")).isEqualTo("fallback");
            assertThat(lastRequest(one).getInteger("status")).isEqualTo(204);
        });
        callback.up();
    }

    private static JsonObject lastRequest(JsonObject delivery) {
        JsonArray requests = Deliveries.get(delivery.getString("id")).getJsonArray("requests");
        return requests.getJsonObject(requests.size() - 1);
    }

    @Test
    void theSameRequestGoesToBoth() {
        callback.answers(500);

        Deliveries.roomChanges(roomz);

        awaitState("delivered", 1);
        Received first = callback.received().get(0);
        Received second = fallback.received().get(0);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().get("webhook-signature"))
                .isEqualTo(first.headers().get("webhook-signature"));
    }

    @Test
    void whileBothAreDownEventsBecomeDeadLettersAndABulkReplayDeliversEachOnce() {
        callback.answers(503);
        fallback.answers(503);
        List<String> events = send(10);
        awaitAttempts(1);
        clock.moveOn(Duration.ofSeconds(13));
        tick();
        awaitState("dead", 10);
        assertThat(Deliveries.of(subscription))
                .extracting(one -> one.getString("reason"))
                .containsOnly("attempts_exhausted");
        int failed = callback.received().size();
        callback.answers(204);

        assertThat(replayDead(7)).isEqualTo(7);
        assertThat(replayDead(7)).isEqualTo(3);
        assertThat(replayDead(7)).isZero();

        // They become due one after the other.
        clock.moveOn(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> {
            tick();
            return callback.received().size() == failed + 10;
        });
        awaitState("delivered", 10);
        awaitState("replayed", 10);
        assertThat(callback.received().subList(failed, failed + 10))
                .extracting(Received::id)
                .containsExactlyInAnyOrderElementsOf(events);
    }

    private int replayDead(int limit) {
        return Api.asAdmin()
                .queryParam("state", "dead")
                .queryParam("subscription", subscription.getString("id"))
                .queryParam("limit", limit)
                .post("/api/v1/deliveries/replay")
                .then()
                .statusCode(202)
                .extract()
                .path("accepted");
    }

    @Test
    void aDeadLetterIsReplayedWithTheSameWebhookId() {
        callback.answers(400, 204);
        fallback.answers(400);
        subscriptionAttempts(1);
        String event = Deliveries.roomChanges(roomz);
        awaitState("dead", 1);
        String dead = Deliveries.of(subscription).get(0).getString("id");

        String replayed = Api.asAdmin()
                .post("/api/v1/deliveries/" + dead + "/replay")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(replayed).isNotEqualTo(dead);
        awaitState("delivered", 1);
        assertThat(callback.received()).hasSize(2).extracting(Received::id).containsOnly(event);
        assertThat(Deliveries.get(replayed).getBoolean("replay")).isTrue();
        assertThat(Deliveries.get(dead).getString("state")).isEqualTo("replayed");
    }

    @Test
    void oneThatIsStillPendingIsAttemptedAtOnceAndNotDoubled() {
        callback.answers(503, 204);
        fallback.answers(503);
        Deliveries.roomChanges(roomz);
        awaitAttempts(1);
        String pending = Deliveries.of(subscription).get(0).getString("id");

        String replayed = Api.asAdmin()
                .post("/api/v1/deliveries/" + pending + "/replay")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(replayed).isEqualTo(pending);
        awaitState("delivered", 1);
        assertThat(Deliveries.of(subscription)).hasSize(1);
    }

    @Test
    void eventsOfThePastGoToASubscriptionThatNeverHadThem() {
        Deliveries.remove(subscription);
        List<String> events = send(5);
        Database.awaitProcessed();
        subscription = Deliveries.subscribe(callback.url(), Map.of("event_mask", "room.*"));

        int accepted = Api.asAdmin()
                .post("/api/v1/events/" + events.get(0) + "/replay?subscription=" + subscription.getString("id"))
                .then()
                .statusCode(202)
                .extract()
                .path("accepted");

        assertThat(accepted).isEqualTo(1);
        awaitState("delivered", 1);
        assertThat(callback.received()).extracting(Received::id).containsExactly(events.get(0));
    }

    /** The limit counts what it may want: much that it does not lies before, in a database that has seen much. */
    @Test
    void manyEventsOfThePastGoToASubscriptionPageByPage() {
        Deliveries.remove(subscription);
        Instant begun = Instant.now();
        List<String> events = send(5);
        Database.awaitProcessed();
        subscription = Deliveries.subscribe(callback.url(), Map.of("event_mask", "room.*"));

        JsonObject first = replayEvents("&from=" + begun + "&limit=3");
        JsonObject second = replayEvents("&from=" + begun + "&limit=3&cursor=" + first.getString("next"));

        assertThat(first.getInteger("accepted")).isEqualTo(3);
        assertThat(second.getInteger("accepted")).isEqualTo(2);
        assertThat(second.getString("next")).isNull();
        clock.moveOn(Duration.ofSeconds(2));
        tick();
        awaitState("delivered", 5);
        assertThat(callback.received()).extracting(Received::id).containsExactlyInAnyOrderElementsOf(events);
    }

    private JsonObject replayEvents(String more) {
        return new JsonObject(Api.asAdmin()
                .post("/api/v1/events/replay?subscription=" + subscription.getString("id") + more)
                .then()
                .statusCode(202)
                .extract()
                .asString());
    }

    private void subscriptionAttempts(int most) {
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"max_attempts\":" + most + "}")
                .patch("/api/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .statusCode(200);
    }

    private List<String> send(int events) {
        return IntStream.range(0, events)
                .mapToObj(number -> Deliveries.roomChanges(roomz))
                .toList();
    }

    private void tick() {
        worker.tick().await().atMost(PATIENCE);
    }

    private void awaitAttempts(int attempts) {
        await().atMost(PATIENCE)
                .until(() -> Deliveries.of(subscription).stream()
                        .allMatch(one -> one.getInteger("attempts") == attempts && one.getString("reason") != null));
    }

    private void awaitState(String state, int count) {
        await().atMost(PATIENCE)
                .until(() -> Deliveries.of(subscription).stream()
                                .filter(one -> one.getString("state").equals(state))
                                .count()
                        == count);
    }
}
