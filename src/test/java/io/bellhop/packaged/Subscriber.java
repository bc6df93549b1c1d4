package io.bellhop.packaged;

import static io.restassured.RestAssured.given;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Outlives the gateways that send to it. Refuses one in twenty events at first, and takes its time with one in ten, so that there
 * is always something that waits for its answer.
 */
final class Subscriber implements AutoCloseable {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final int SLOW_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final Map<String, List<String>> webhookIds = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    Subscriber() {
        await(server.requestHandler(request -> request.bodyHandler(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request, Buffer body) {
        String event =
                new JsonObject(body).getJsonObject("data", new JsonObject()).getString("id");
        String key = request.path() + ' ' + event;
        List<String> ids = webhookIds.computeIfAbsent(key, first -> new CopyOnWriteArrayList<>());
        ids.add(request.getHeader("webhook-id"));
        requests.incrementAndGet();
        request.response().setStatusCode(ids.size() == 1 && key.hashCode() % 20 == 0 ? 503 : 204);
        if (key.hashCode() % 10 == 1) {
            vertx.setTimer(SLOW_MILLIS, later -> request.response().end());
        } else {
            request.response().end();
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    /** To the presence of all rooms; what fails is tried again after a second, and often. */
    void subscribe(GatewayProcess gateway, String path) {
        given().header("Authorization", "Bearer " + GatewayProcess.API_KEY)
                .contentType("application/json")
                .body(new JsonObject()
                        .put("name", path)
                        .put("callback_url", url(path))
                        .put("event_mask", "room.presence.changed")
                        .put("is_global", true)
                        .put("max_attempts", 50)
                        .put("retry_schedule", List.of(1))
                        .encode())
                .post(gateway.url("/api/v1/subscriptions"))
                .then()
                .statusCode(201);
    }

    /** Until nothing is left to process and to deliver. */
    static void awaitDelivered(OwnPostgres postgres) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> postgres.query("postgres", """
                                select event_id from unprocessed_event union all select event_id from due_delivery limit 1""").isEmpty());
    }

    void awaitFurther(int further) {
        int enough = requests.get() + further;
        Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(TIME_LIMIT).until(() -> requests.get() >= enough);
    }

    /** All that came: by path and the provider's id of the event, the webhook-id of every request. */
    Map<String, List<String>> received() {
        return webhookIds;
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
