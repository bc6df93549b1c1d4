package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscription that only fails is warned of, and switched off in the end. */
@QuarkusTest
class FailingSubscriptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long DAY = Duration.ofDays(1).toSeconds();

    @Inject
    DeliveryWorker worker;

    @Inject
    SettableClock clock;

    private final FakeReceiver broken = new FakeReceiver().answers(503);
    private final FakeReceiver operators = new FakeReceiver();
    private JsonObject failing;
    private JsonObject watching;

    @AfterEach
    void unsubscribe() {
        Deliveries.remove(failing);
        Deliveries.remove(watching);
        broken.close();
        operators.close();
        clock.backToNow();
    }

    @Test
    void othersHearOfItAtHalfTheTimeAndWhenItIsOff() {
        failing = Deliveries.subscribe(
                broken.url(), Map.of("retry_schedule", List.of(2 * DAY), "max_age", 30 * DAY, "max_attempts", 10));
        watching = Deliveries.subscribe(operators.url(), Map.of("event_mask", "subscription.*"));
        Deliveries.roomChanges(Webhook.toNewSource("roomz"));
        Deliveries.awaitRequests(failing, 1);

        moveOnAndTick(Duration.ofDays(2).plusHours(11));
        assertThat(operators.received()).isEmpty();
        moveOnAndTick(Duration.ofDays(2).plusHours(11));
        assertThat(awaitTold(1).getString("type")).isEqualTo("subscription.failing");
        assertThat(isActive()).isTrue();
        moveOnAndTick(Duration.ofDays(2).plusHours(13));

        JsonObject told = awaitTold(2);
        assertThat(told.getString("type")).isEqualTo("subscription.disabled");
        assertThat(told.getString("subject")).isEqualTo("subscription/" + failing.getString("id"));
        assertThat(told.getJsonObject("data").getString("reason")).isEqualTo("failing");
        assertThat(isActive()).isFalse();
        // It was not told of itself, and what waits is kept.
        assertThat(Deliveries.of(failing))
                .singleElement()
                .satisfies(one -> assertThat(one.getString("state")).isEqualTo("pending"));
    }

    private void moveOnAndTick(Duration duration) {
        int before = broken.received().size();
        clock.moveOn(duration);
        await().atMost(PATIENCE).until(() -> {
            worker.tick().await().atMost(PATIENCE);
            return broken.received().size() > before;
        });
    }

    private JsonObject awaitTold(int times) {
        await().atMost(PATIENCE).until(() -> operators.received().size() >= times);
        assertThat(operators.received()).hasSize(times);
        return new JsonObject(operators.received().get(times - 1).text());
    }

    private boolean isActive() {
        return Api.asAdmin()
                .get("/api/v1/subscriptions/" + failing.getString("id"))
                .then()
                .extract()
                .path("is_active");
    }
}
