package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.Scrape;
import io.bellhop.SettableClock;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that is held back is work: whatever keeps a delivery from being attempted, it is due, and grows old. */
@QuarkusTest
class DeliveryQueueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OLDEST = "bellhop_delivery_oldest_due_seconds";
    private static final String DUE = "bellhop_delivery_due";

    @Inject
    DeliveryQueue queue;

    @Inject
    DeliveryWorker worker;

    @Inject
    SettableClock clock;

    private final FakeReceiver receiver = new FakeReceiver();
    private JsonObject subscription;

    @BeforeEach
    void nothingWaits() {
        Database.execute("delete from due_delivery");
    }

    /** Replays queue up behind each other: one that was left would hold up those of other tests. */
    @AfterEach
    void unsubscribe() {
        nothingWaits();
        Deliveries.remove(subscription);
        receiver.close();
        clock.backToNow();
    }

    @Test
    void whatItsRateLimitHoldsBackIsDueAndGrowsOld() {
        Webhook roomz = Webhook.toNewSource("roomz");
        subscription = Deliveries.subscribe(receiver.url(), Map.of("rate_limit", 1));
        for (int i = 0; i < 5; i++) {
            Deliveries.roomChanges(roomz);
        }
        Database.awaitProcessed();
        tick();

        clock.moveOn(Duration.ofSeconds(30));
        tick();

        assertThat(looked().sum(DUE)).isGreaterThanOrEqualTo(3);
        assertThat(looked().sum(OLDEST)).isBetween(29.0, 60.0);
    }

    @Test
    void whatIsPutOffAgainAndAgainIsAsOldAsItsMaking() {
        Webhook roomz = Webhook.toNewSource("roomz");
        receiver.answers(204);
        subscription = Deliveries.subscribe(receiver.url(), Map.of());
        Deliveries.roomChanges(roomz);
        Database.awaitProcessed();
        // As one that is parked: put off a second at a time, whenever it is looked at.
        Database.execute(
                "insert into due_delivery (delivery_id, event_id, subscription_id, lane, attempts, due_at, created_at)"
                        + " select gen_random_uuid(), gen_random_uuid(), id, 0, 0, now() + interval '1 minute', now() - interval '90 seconds'"
                        + " from subscription where id = '" + id() + "'");

        assertThat(looked().sum(OLDEST)).isBetween(90.0, 120.0);
    }

    @Test
    void aReplayThatIsSpreadOverTimeIsNotDueBeforeItsTime() {
        subscription = Deliveries.subscribe(receiver.url(), Map.of());
        Database.execute(
                "insert into due_delivery (delivery_id, event_id, subscription_id, lane, attempts, due_at, created_at)"
                        + " select gen_random_uuid(), gen_random_uuid(), id, 1, 0, now() + interval '1 hour', now() - interval '1 hour'"
                        + " from subscription where id = '" + id() + "'");

        assertThat(looked().sum(DUE)).isZero();
        assertThat(looked().sum(OLDEST)).isZero();
    }

    @Test
    void whatWaitsForItsSubscriptionToBeSwitchedOnIsHeldAndNotDue() {
        subscription = Deliveries.subscribe(receiver.url(), Map.of("is_active", false));
        Database.execute(
                "insert into due_delivery (delivery_id, event_id, subscription_id, lane, attempts, due_at, created_at)"
                        + " select gen_random_uuid(), gen_random_uuid(), id, 0, 0, now(), now() - interval '1 hour'"
                        + " from subscription where id = '" + id() + "'");

        Scrape looked = looked();

        assertThat(looked.sum("bellhop_delivery_held")).isEqualTo(1);
        assertThat(looked.sum(DUE)).isZero();
        assertThat(looked.sum(OLDEST)).isZero();
    }

    private String id() {
        return Api.asAdmin()
                .get("/api/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id")
                .replace("sub_", "");
    }

    private void tick() {
        worker.tick().await().atMost(PATIENCE);
    }

    private Scrape looked() {
        queue.look().await().atMost(PATIENCE);
        return Scrape.now();
    }
}
