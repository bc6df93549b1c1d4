package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.SettableClock;
import io.bellhop.delivery.FakeReceiver.Received;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps one subscriber from taking what is another's, and itself from more than it wants. */
@QuarkusTest
class LanesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DeliveryWorker worker;

    @Inject
    DeliveryConfig config;

    @Inject
    SettableClock clock;

    private final List<JsonObject> subscriptions = new ArrayList<>();
    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeReceiver other = new FakeReceiver();
    private Webhook roomz;

    @BeforeEach
    void source() {
        roomz = Webhook.toNewSource("roomz");
    }

    @AfterEach
    void unsubscribe() {
        subscriptions.forEach(Deliveries::remove);
        receiver.close();
        other.close();
        clock.backToNow();
    }

    private JsonObject subscribe(FakeReceiver to, Map<String, ?> fields) {
        JsonObject subscription = Deliveries.subscribe(to.url(), fields);
        subscriptions.add(subscription);
        return subscription;
    }

    @Test
    void aReceiverThatHangsHoldsItsOwnPlacesAndNoOthers() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        receiver.answers((request, number) -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            request.connection().closeHandler(closed -> open.decrementAndGet());
        });
        subscribe(receiver, Map.of());
        subscribe(other, Map.of());

        List<String> events = send(config.concurrency() + 10);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(other.received())
                        .extracting(Received::id)
                        .containsExactlyInAnyOrderElementsOf(events));
        assertThat(most.get()).isBetween(1, config.concurrency());
    }

    @Test
    void aHostThatOnlyFailsIsLeftAloneWithoutBurningAttempts() {
        receiver.answers(503);
        JsonObject subscription = subscribe(receiver, Map.of("max_attempts", 3));
        send(config.breaker().volume() + 10);
        await().atMost(PATIENCE)
                .until(() -> receiver.received().size() >= config.breaker().volume());
        receiver.answers(204);

        await().atMost(PATIENCE).until(() -> {
            clock.moveOn(Duration.ofSeconds(2));
            worker.tick().await().atMost(PATIENCE);
            return delivered(subscription) == config.breaker().volume() + 10;
        });
        assertThat(Deliveries.of(subscription))
                .extracting(one -> one.getInteger("attempts"))
                .allMatch(attempts -> attempts <= 2);
    }

    private static long delivered(JsonObject subscription) {
        return Deliveries.of(subscription).stream()
                .filter(one -> one.getString("state").equals("delivered"))
                .count();
    }

    @Test
    void noMoreIsSentThanTheRateLimitAllows() {
        JsonObject subscription = subscribe(receiver, Map.of("rate_limit", 60));

        send(5);

        await().atMost(PATIENCE)
                .until(() -> Deliveries.of(subscription).size() == 5
                        && !receiver.received().isEmpty());
        int before = receiver.received().size();
        assertThat(before).isLessThanOrEqualTo(3);
        for (int left = 5 - before; left > 0; left--) {
            clock.moveOn(Duration.ofSeconds(1));
            worker.tick().await().atMost(PATIENCE);
            worker.tick().await().atMost(PATIENCE);
        }
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 5);
    }

    @Test
    void ofAnOrderedSubscriptionTheNextEventOfASubjectWaitsForTheOneBefore() {
        receiver.answers(503, 204);
        JsonObject subscription = subscribe(receiver, Map.of("ordered", true));

        List<String> events = send(3);

        await().atMost(PATIENCE)
                .until(() -> Deliveries.of(subscription).size() == 3
                        && Deliveries.of(subscription).stream()
                                .anyMatch(one -> "server_error".equals(one.getString("reason"))));
        worker.tick().await().atMost(PATIENCE);
        assertThat(receiver.received()).hasSize(1);
        await().atMost(PATIENCE).until(() -> {
            clock.moveOn(Duration.ofSeconds(6));
            worker.tick().await().atMost(PATIENCE);
            return receiver.received().size() == 4;
        });
        assertThat(receiver.received())
                .extracting(Received::id)
                .containsExactly(events.get(0), events.get(0), events.get(1), events.get(2));
    }

    /** Nobody cranks: the end of one attempt leads to the next. */
    @Test
    void anOrderedSubscriptionIsAsQuickAsItsReceiver() {
        subscribe(receiver, Map.of("ordered", true));

        List<String> events = send(10);

        await().atMost(PATIENCE).until(() -> receiver.received().size() == 10);
        assertThat(receiver.received()).extracting(Received::id).containsExactlyElementsOf(events);
    }

    @Test
    void whatWaitsForAnotherOfItsSubjectHoldsUpNoOtherSubject() {
        receiver.answers((request, number) ->
                request.response().setStatusCode(number == 1 ? 503 : 204).end());
        JsonObject subscription = subscribe(receiver, Map.of("ordered", true, "event_mask", "room.*"));
        Deliveries.roomChanges(roomz);
        Deliveries.awaitRequests(subscription, 1);
        send(config.concurrency() * 2 + 5);

        String other = Deliveries.roomChanges(Webhook.toNewSource("roomz"));

        await().atMost(PATIENCE)
                .until(() ->
                        receiver.received().stream().anyMatch(one -> one.id().equals(other)));
        assertThat(receiver.received()).hasSize(2);
    }

    private List<String> send(int events) {
        return IntStream.range(0, events)
                .mapToObj(number -> Deliveries.roomChanges(roomz))
                .toList();
    }
}
