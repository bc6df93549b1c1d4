package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.delivery.FakeReceiver.Received;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DeliveryWorker worker;

    @Inject
    SettableClock clock;

    private final FakeReceiver receiver = new FakeReceiver();
    private JsonObject subscription;
    private io.bellhop.ingress.Webhook roomz;

    @BeforeEach
    void source() {
        roomz = io.bellhop.ingress.Webhook.toNewSource("roomz");
    }

    @AfterEach
    void unsubscribe() {
        if (subscription != null) {
            Deliveries.remove(subscription);
        }
        receiver.close();
        clock.backToNow();
    }

    @Test
    void theStandardLibraryVerifiesADeliveryAndTheCloudEventsSdkReadsIt() {
        subscription = Deliveries.subscribe(receiver.url(), Map.of("headers", Map.of("X-Hotel", "seven")));
        String body = io.bellhop.ingress.Webhook.newPresence();

        String event = Deliveries.sent(roomz.roomz(body));

        Received received = theOnlyOne();
        assertThat(received.id()).isEqualTo(event);
        assertThat(received.headers())
                .containsEntry("x-hotel", "seven")
                .containsEntry("content-type", "application/cloudevents+json; charset=utf-8");
        assertThatCode(() -> verify(received, subscription.getString("secret"))).doesNotThrowAnyException();
        CloudEvent read = cloudEvent(received);
        assertThat(read.getId()).isEqualTo(event);
        assertThat(read.getSource()).hasToString("/sources/" + roomz.source());
        assertThat(read.getType()).isEqualTo("room.presence.changed");
        assertThat(read.getSubject()).startsWith("room/");
        assertThat(read.getExtension("providertype")).isEqualTo("workspace.presence.changed");
        assertThat(received.text()).contains("\"data\":" + body + "}");
        assertThat(new JsonObject(received.text()).getJsonObject("data")).isEqualTo(new JsonObject(body));
    }

    private static void verify(Received received, String secret) throws Exception {
        Map<String, List<String>> headers = received.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        new Webhook(secret).verify(received.text(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private static CloudEvent cloudEvent(Received received) {
        EventFormat format = EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE);
        return format.deserialize(received.body());
    }

    @Test
    void noDataIsSentIfNoneIsWanted() {
        subscription = Deliveries.subscribe(receiver.url(), Map.of("send_data", false));

        Deliveries.roomChanges(roomz);

        CloudEvent read = cloudEvent(theOnlyOne());
        assertThat(read.getData()).isNull();
        assertThat(read.getType()).isEqualTo("room.presence.changed");
    }

    @Test
    void afterARotationBothSecretsVerifyUntilTheOldOneEnds() {
        subscription = Deliveries.subscribe(receiver.url());
        String newest = Api.asAdmin()
                .post("/api/v1/subscriptions/" + subscription.getString("id") + "/rotate")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");

        Deliveries.roomChanges(roomz);

        Received received = theOnlyOne();
        assertThatCode(() -> verify(received, newest)).doesNotThrowAnyException();
        assertThatCode(() -> verify(received, subscription.getString("secret"))).doesNotThrowAnyException();
    }

    @Test
    void twoFailuresAndASuccessAreThreeAttemptsAtTheScheduledTimes() {
        receiver.answers(503, 503, 200);
        subscription = Deliveries.subscribe(receiver.url());

        Deliveries.roomChanges(roomz);

        JsonObject delivery = Deliveries.awaitRequests(subscription, 1);
        assertDueIn(delivery, 5);
        assertNothingIsSentWithin(Duration.ofMillis(3_900));
        moveOnAndTick(Duration.ofMillis(2_100));
        delivery = Deliveries.awaitRequests(subscription, 2);
        assertDueIn(delivery, 30);
        assertNothingIsSentWithin(Duration.ofSeconds(23));
        moveOnAndTick(Duration.ofSeconds(14));
        delivery = Deliveries.awaitRequests(subscription, 3);
        assertThat(delivery.getString("state")).isEqualTo("delivered");
        assertThat(delivery.getInteger("attempts")).isEqualTo(3);
        assertThat(statuses(delivery)).containsExactly(503, 503, 200);
        assertThat(receiver.received())
                .hasSize(3)
                .extracting(Received::id)
                .containsOnly(delivery.getString("event_id"));
    }

    /** Within a fifth of it, and what the test itself has taken. */
    private void assertDueIn(JsonObject delivery, int seconds) {
        Duration due = Duration.between(clock.instant(), delivery.getInstant("due_at"));
        assertThat(due).isBetween(Duration.ofMillis(seconds * 800L - 1500), Duration.ofMillis(seconds * 1200L));
    }

    private void assertNothingIsSentWithin(Duration duration) {
        int before = receiver.received().size();
        clock.moveOn(duration.minusMillis(500));
        tick();
        assertThat(receiver.received()).hasSize(before);
        clock.moveOn(Duration.ofMillis(500));
    }

    private void moveOnAndTick(Duration duration) {
        clock.moveOn(duration);
        tick();
    }

    private void tick() {
        worker.tick().await().atMost(PATIENCE);
    }

    private static List<Integer> statuses(JsonObject delivery) {
        return requests(delivery).stream().map(one -> one.getInteger("status")).toList();
    }

    private static List<JsonObject> requests(JsonObject delivery) {
        return delivery.getJsonArray("requests").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void aRetryAfterThatIsLaterThanTheScheduleWins() {
        receiver.answers((request, number) -> {
            if (number == 1) {
                request.response()
                        .putHeader("Retry-After", "3600")
                        .setStatusCode(503)
                        .end();
            } else {
                request.response().end();
            }
        });
        subscription = Deliveries.subscribe(receiver.url());

        Deliveries.roomChanges(roomz);

        Deliveries.awaitRequests(subscription, 1);
        moveOnAndTick(Duration.ofMinutes(59));
        assertThat(receiver.received()).hasSize(1);
        moveOnAndTick(Duration.ofMinutes(1));
        assertThat(Deliveries.awaitRequests(subscription, 2).getString("state")).isEqualTo("delivered");
    }

    @Test
    void goneSwitchesTheSubscriptionOff() {
        receiver.answers(410);
        subscription = Deliveries.subscribe(receiver.url());

        Deliveries.roomChanges(roomz);

        JsonObject delivery = Deliveries.awaitRequests(subscription, 1);
        assertThat(delivery.getString("state")).isEqualTo("dead");
        assertThat(delivery.getString("reason")).isEqualTo("gone");
        await().atMost(PATIENCE)
                .untilAsserted(() -> Api.asAdmin()
                        .get("/api/v1/subscriptions/" + subscription.getString("id"))
                        .then()
                        .body("is_active", org.hamcrest.Matchers.is(false))
                        .body("disabled_reason", org.hamcrest.Matchers.is("gone")));
        Deliveries.roomChanges(roomz);
        io.bellhop.processing.Database.awaitProcessed();
        assertThat(Deliveries.of(subscription)).hasSize(1);
    }

    private Received theOnlyOne() {
        await().atMost(PATIENCE).until(() -> !receiver.received().isEmpty());
        assertThat(receiver.received()).hasSize(1);
        return receiver.received().get(0);
    }
}
