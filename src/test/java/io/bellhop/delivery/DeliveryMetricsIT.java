package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Scrape;
import io.bellhop.SettableClock;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each attempt is counted once: claimed = delivered + retried + dead; what else there is DeliveryMetricsTest has. */
@QuarkusTest
class DeliveryMetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DeliveryWorker worker;

    @Inject
    SettableClock clock;

    @Test
    void whatWasClaimedIsTheSumOverTheResults() {
        Database.awaitProcessed();
        Webhook roomz = Webhook.toNewSource("roomz");
        try (FakeReceiver good = new FakeReceiver();
                FakeReceiver bad = new FakeReceiver()) {
            bad.answers(503);
            JsonObject delivered = Deliveries.subscribe(good.url(), Map.of("event_mask", "room.*"));
            JsonObject dead = Deliveries.subscribe(
                    bad.url(), Map.of("event_mask", "room.*", "max_attempts", 2, "retry_schedule", List.of(1)));
            Scrape before = Scrape.now();

            Deliveries.roomChanges(roomz);
            Deliveries.awaitRequests(delivered, 1);
            Deliveries.awaitRequests(dead, 1);
            clock.moveOn(Duration.ofSeconds(5));
            worker.tick().await().atMost(PATIENCE);
            Deliveries.awaitRequests(dead, 2);

            await().atMost(PATIENCE).untilAsserted(() -> {
                Scrape after = Scrape.now();
                assertThat(rise(before, after, "bellhop_delivery_attempts_total"))
                        .isEqualTo(rise(before, after, "bellhop_delivery_claimed_total"))
                        .isEqualTo(3);
                assertThat(rise(before, after, "bellhop_delivery_attempts_total", "result", "delivered"))
                        .isEqualTo(1);
                assertThat(rise(before, after, "bellhop_delivery_attempts_total", "result", "retried"))
                        .isEqualTo(1);
                assertThat(rise(before, after, "bellhop_delivery_attempts_total", "result", "dead"))
                        .isEqualTo(1);
                assertThat(rise(before, after, "bellhop_delivery_request_seconds_count", "result", "5xx"))
                        .isEqualTo(2);
                assertThat(rise(before, after, "bellhop_delivery_lag_seconds_count"))
                        .isEqualTo(1);
            });
            Deliveries.remove(delivered);
            Deliveries.remove(dead);
        } finally {
            clock.backToNow();
        }
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
