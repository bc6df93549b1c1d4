package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway while events pour in and go out. Every subscription gets every acknowledged event, and gets it again only
 * after a recorded failure; rounds and seconds of load can be raised with {@code -Dcrash.rounds} and {@code -Dcrash.seconds}.
 */
@Tag("crash")
class DeliveryCrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int SECONDS = Integer.getInteger("crash.seconds", 2);
    private static final int RECEIVED_IN_ROUND = 200;
    private static final List<String> PATHS = List.of("/one", "/two");

    /** What the gateway says of each delivery: its path and the provider's id of the event, the webhook-id, and all requests. */
    private static final String DELIVERIES = """
            select jsonb_build_object(
                'key', substring(callback_url from '/[^/]*$') || ' ' || split_part(idempotency_key, '|', 2),
                'webhook_id', 'evt_' || replace(event_id::text, '-', ''), 'state', delivery.state, 'requests', attempts)
            from delivery join event on event.id = event_id join subscription on subscription.id = subscription_id
            """;

    @TempDir
    Path directory;

    @Test
    void everySubscriptionGetsEveryAcknowledgedEventThoughTheGatewayIsKilled() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (OwnPostgres postgres = new OwnPostgres(directory);
                Subscriber subscriber = new Subscriber()) {
            Map<String, String> settings = postgres.deliveringSettings(Map.of());
            try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
                PATHS.forEach(path -> subscriber.subscribe(gateway, path));
            }
            for (int round = 0; round < ROUNDS; round++) {
                killWhileDelivering(GatewayProcess.start(directory, settings), acknowledged, subscriber);
            }

            try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
                Subscriber.awaitDelivered(postgres);
                assertThat(gateway.isAlive()).isTrue();
            }

            List<JsonObject> deliveries = postgres.query("postgres", DELIVERIES).stream()
                    .map(JsonObject::new)
                    .toList();
            assertAllReceived(acknowledged, subscriber.received(), deliveries);
        }
    }

    private static void killWhileDelivering(GatewayProcess gateway, Acknowledged acknowledged, Subscriber subscriber) {
        try (Load load = Load.on(new PresenceSender(gateway, "a-secret"), acknowledged)) {
            load.runFor(SECONDS);
            subscriber.awaitFurther(RECEIVED_IN_ROUND);
            gateway.kill();
        }
    }

    private static void assertAllReceived(
            Acknowledged acknowledged, Map<String, List<String>> received, List<JsonObject> deliveries) {
        long repeated = received.values().stream().filter(ids -> ids.size() > 1).count();
        long lost = deliveries.stream().filter(DeliveryCrashIT::hasLost).count();
        System.out.printf(
                "acknowledged=%d subscriptions=%d received=%d repeated=%d deliveries_with_lost_attempts=%d%n",
                acknowledged.count(), PATHS.size(), received.size(), repeated, lost);
        assertThat(lost).isPositive();
        assertThat(acknowledged.keys(PATHS))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(received).containsKey(key));
        assertThat(deliveries).hasSize(received.size()).allSatisfy(delivery -> {
            List<String> ids = received.get(delivery.getString("key"));
            assertThat(ids).containsOnly(delivery.getString("webhook_id"));
            assertRepeatedAfterFailures(delivery, ids.size());
        });
    }

    private static boolean hasLost(JsonObject delivery) {
        return requests(delivery).stream().anyMatch(one -> "lost".equals(one.getString("reason")));
    }

    /** An attempt has one request; one that is lost may have been received or not, and may have been lost after another. */
    private static void assertRepeatedAfterFailures(JsonObject delivery, int received) {
        List<JsonObject> requests = requests(delivery);
        JsonObject last = requests.get(requests.size() - 1);
        assertThat(delivery.getString("state")).isEqualTo("delivered");
        assertThat(last.getInteger("status")).isEqualTo(204);
        assertThat(last.getInteger("number")).isGreaterThanOrEqualTo(received);
        assertThat(requests.subList(0, requests.size() - 1))
                .hasSizeGreaterThanOrEqualTo(received > 1 ? 1 : 0)
                .allSatisfy(failed -> assertThat(failed.getString("reason")).isNotNull());
    }

    private static List<JsonObject> requests(JsonObject delivery) {
        JsonArray requests = delivery.getJsonArray("requests");
        return requests.stream().map(JsonObject.class::cast).toList();
    }
}
