package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Api;
import io.bellhop.delivery.FakeReceiver.Received;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events go to which subscriptions. */
@QuarkusTest
class FanOutIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeReceiver receiver = new FakeReceiver();
    private final List<JsonObject> subscriptions = new ArrayList<>();

    @AfterEach
    void unsubscribe() {
        subscriptions.forEach(Deliveries::remove);
        receiver.close();
    }

    private JsonObject subscribe(String path, Map<String, ?> fields) {
        JsonObject subscription = Deliveries.subscribe(receiver.url() + path, fields);
        subscriptions.add(subscription);
        return subscription;
    }

    @Test
    void masksChooseByNameAndByBeginning() {
        subscribe("/all", Map.of());
        subscribe("/rooms", Map.of("event_mask", "reservation.*;room.*"));
        subscribe("/presence", Map.of("event_mask", "room.presence.*"));
        subscribe("/exactly", Map.of("event_mask", "room.presence.changed"));
        subscribe("/others", Map.of("event_mask", "reservation.*;guest.merged"));

        String event = Deliveries.roomChanges(Webhook.toNewSource("roomz"));

        awaitReceived(event, 4);
        assertThat(pathsOf(event)).containsExactlyInAnyOrder("/all", "/rooms", "/presence", "/exactly");
    }

    @Test
    void whatIsSwitchedOffGetsNothing() {
        subscribe("/off", Map.of("is_active", false));
        subscribe("/on", Map.of());

        String event = Deliveries.roomChanges(Webhook.toNewSource("roomz"));

        awaitReceived(event, 1);
        assertThat(pathsOf(event)).containsExactly("/on");
    }

    @Test
    void aVenuesSubscriptionGetsItsOwnEventsAndComesBeforeAGlobalOneOfTheSameAddress() {
        Webhook channex = Webhook.toNewSource("channex");
        String here = venue(channex);
        String elsewhere = venue(channex);
        JsonObject ofVenue = subscribe("/same", Map.of("is_global", false, "venue_id", here));
        JsonObject global = subscribe("/same", Map.of());
        subscribe("/elsewhere", Map.of("is_global", false, "venue_id", elsewhere));

        String event = message(channex, property(here));
        String other = message(channex, UUID.randomUUID().toString());

        awaitReceived(event, 1);
        awaitReceived(other, 1);
        assertThat(deliveredTo(ofVenue)).containsExactly(event);
        assertThat(deliveredTo(global)).contains(other).doesNotContain(event);
        assertThat(pathsOf(event)).containsExactly("/same");
        Received received = receiver.received().stream()
                .filter(one -> one.id().equals(event))
                .findFirst()
                .orElseThrow();
        assertThat(new JsonObject(received.text()).getString("venueid")).isEqualTo(here);
    }

    private static List<String> deliveredTo(JsonObject subscription) {
        return Deliveries.of(subscription).stream()
                .map(one -> one.getString("event_id"))
                .toList();
    }

    @Test
    void anEventThatIsProcessedAgainIsNotDeliveredAgain() {
        JsonObject subscription = subscribe("/once", Map.of());
        Webhook roomz = Webhook.toNewSource("roomz");
        String event = Deliveries.roomChanges(roomz);
        awaitReceived(event, 1);

        Api.asAdmin().post("/api/v1/events/" + event + "/process").then().statusCode(202);
        Database.awaitProcessed();
        String next = Deliveries.roomChanges(roomz);

        awaitReceived(next, 1);
        assertThat(pathsOf(event)).hasSize(1);
        assertThat(deliveredTo(subscription)).containsExactlyInAnyOrder(event, next);
    }

    /** A venue that the gateway knows. @return our id of it */
    private static String venue(Webhook channex) {
        String property = UUID.randomUUID().toString();
        message(channex, property);
        Database.awaitProcessed();
        return Api.asAdmin()
                .queryParam("source", channex.source())
                .get("/api/v1/venues")
                .then()
                .extract()
                .path("items.find { it.reference == '" + property + "' }.id");
    }

    private static String property(String venue) {
        return Api.asAdmin().get("/api/v1/venues/" + venue).then().extract().path("reference");
    }

    private static String message(Webhook channex, String property) {
        return Deliveries.sent(channex.channex("""
                {"event":"message","payload":{"id":"%s","message":"Is there a cot?","sender":"guest",\
                "property_id":"%2$s"},"property_id":"%2$s","user_id":null,"timestamp":"2026-05-04T08:22:32.452531Z"}\
                """.formatted(UUID.randomUUID(), property)));
    }

    private List<String> pathsOf(String event) {
        return receiver.received().stream()
                .filter(one -> one.id().equals(event))
                .map(one -> one.path().replace("/hook", ""))
                .toList();
    }

    private void awaitReceived(String event, int times) {
        await().atMost(PATIENCE).until(() -> pathsOf(event).size() >= times);
    }
}
