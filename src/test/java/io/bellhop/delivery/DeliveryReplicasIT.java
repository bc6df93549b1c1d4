package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.database.Announcements;
import io.bellhop.event.EventIds;
import io.bellhop.processing.Database;
import io.bellhop.subscription.Subscriptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many workers as five replicas have, on one database. */
@QuarkusTest
class DeliveryReplicasIT {

    private static final int EVENTS = 500;
    private static final int SUBSCRIPTIONS = 20;
    private static final int FURTHER_WORKERS = 4;

    @Inject
    DeliveryWorker worker;

    @Inject
    DeliveryStore store;

    @Inject
    Subscriptions subscriptions;

    @Inject
    DeliveryAttempt attempt;

    @Inject
    AttemptStore attempts;

    @Inject
    HealthLog health;

    @Inject
    AttemptSpan spans;

    @Inject
    DeliveryConfig config;

    @Inject
    InstantSource clock;

    @Inject
    Announcements announcements;

    @Inject
    EventIds ids;

    @Inject
    Pool pool;

    private final FakeReceiver receiver = new FakeReceiver();
    private final Map<String, List<Integer>> answers = new ConcurrentHashMap<>();
    private final List<JsonObject> subscribed = new ArrayList<>();

    @AfterEach
    void unsubscribe() {
        subscribed.forEach(Deliveries::remove);
        receiver.close();
    }

    @Test
    void noneOfTenThousandIsSentTwiceWithoutARecordedFailureInBetween() throws SQLException {
        receiver.answers((request, number) -> {
            String key = request.path() + ' ' + request.getHeader("webhook-id");
            List<Integer> before = answers.computeIfAbsent(key, first -> new ArrayList<>());
            int status = before.isEmpty() && key.hashCode() % 20 == 0 ? 503 : 204;
            before.add(status);
            request.response().setStatusCode(status).end();
        });
        IntStream.range(0, SUBSCRIPTIONS)
                .mapToObj(number -> Deliveries.subscribe(
                        receiver.url() + number, Map.of("event_mask", "unknown", "retry_schedule", List.of(1))))
                .forEach(subscribed::add);
        List<DeliveryWorker> workers = new ArrayList<>(List.of(worker));
        IntStream.range(0, FURTHER_WORKERS).forEach(number -> workers.add(furtherWorker()));

        storeEvents();
        Database.awaitProcessed();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            tick(workers);
            return waiting() == 0;
        });

        assertThat(answers).hasSize(EVENTS * SUBSCRIPTIONS);
        Map<String, List<Integer>> recorded = recorded();
        assertThat(recorded.keySet()).isEqualTo(answers.keySet());
        assertThat(answers).allSatisfy((key, given) -> assertRepeatedAfterFailuresOnly(given, recorded.get(key)));
    }

    /** @param recorded null for an answer that did not come in time, as on a machine that does much else */
    private static void assertRepeatedAfterFailuresOnly(List<Integer> given, List<Integer> recorded) {
        List<Integer> received = recorded.stream().filter(Objects::nonNull).toList();
        assertThat(received).filteredOn(status -> status == 204).hasSize(1);
        assertThat(recorded.get(recorded.size() - 1)).isEqualTo(204);
        assertThat(given).containsSubsequence(received);
        assertThat(given.size()).isBetween(received.size(), recorded.size());
    }

    private DeliveryWorker furtherWorker() {
        HostBreakers breakers = new HostBreakers(config, new SimpleMeterRegistry());
        AttemptRun run = new AttemptRun(
                attempt,
                new AttemptLog(attempts),
                health,
                new AttemptRecord(new DeliveryMetrics(new SimpleMeterRegistry(), clock), spans, clock),
                clock);
        return new DeliveryWorker(
                store, subscriptions, new Lanes(config, breakers, new SimpleMeterRegistry()), run, config);
    }

    private static void tick(List<DeliveryWorker> workers) {
        Uni.join()
                .all(workers.stream().map(DeliveryWorker::tick).toList())
                .andCollectFailures()
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private void storeEvents() throws SQLException {
        try (Connection connection = Database.connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into event (id, source, type, received_at, idempotency_key, body, origin)
                        values (?, 'replicas', 'unknown', now(), ?, '{"a":1}', 'webhook')""");
                Statement wait = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < EVENTS; i++) {
                UUID id = ids.next();
                insert.setObject(1, id);
                insert.setString(2, id.toString());
                insert.addBatch();
            }
            insert.executeBatch();
            wait.execute(
                    "insert into unprocessed_event select id, octet_length(body) from event where source = 'replicas';"
                            + " notify bellhop_event");
            connection.commit();
        }
    }

    private static int waiting() throws SQLException {
        try (Connection connection = Database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from due_delivery join event on event.id ="
                        + " event_id where source = 'replicas'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** What the gateway says that it was answered, by address and event. */
    private Map<String, List<Integer>> recorded() throws SQLException {
        Map<String, List<Integer>> recorded = new HashMap<>();
        try (Connection connection = Database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select '/hook' || substring(callback_url from '[0-9]*$') || ' evt_' || replace(event_id::text, '-', ''),
                            attempts
                        from delivery join subscription on subscription.id = subscription_id
                            join event on event.id = event_id where event.source = 'replicas'""")) {
            while (rows.next()) {
                recorded.put(
                        rows.getString(1),
                        new io.vertx.core.json.JsonArray(rows.getString(2))
                                .stream()
                                        .map(one -> ((JsonObject) one).getInteger("status"))
                                        .toList());
            }
        }
        return recorded;
    }
}
