package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.packaged.TraceCollector.Collected;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace from a webhook over the store to its deliveries, whichever process makes them; and nothing when nobody asked for it. */
class TraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "secret-of-guestapi";
    private static final String CALLERS = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENTS = "select trace_parent from event where trace_parent is not null";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer subscriber;
    private volatile int status = 503;

    @TempDir
    Path directory;

    @BeforeEach
    void listen() {
        subscriber = vertx.createHttpServer()
                .requestHandler(request -> {
                    received.add(String.valueOf(request.getHeader("traceparent")));
                    request.response().setStatusCode(status).end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneTraceLeadsFromTheWebhookToTheDeliveryThatAnotherProcessMakes() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                TraceCollector collector = new TraceCollector()) {
            Map<String, String> settings = settings(
                    postgres,
                    Map.of("otel.exporter.otlp.endpoint", collector.url(), "bellhop.tracing.to-subscribers", "true"));
            try (GatewayProcess first = GatewayProcess.start(directory, settings)) {
                subscribe(first);
                send(first).statusCode(202);
                await().atMost(PATIENCE).until(() -> !collector.named("deliver").isEmpty());
                first.kill();
            }
            status = 204;
            try (GatewayProcess second = GatewayProcess.start(directory, settings)) {
                await().atMost(PATIENCE)
                        .until(() -> collector.named("deliver").size() >= 2
                                && !collector.named("process").isEmpty());
                String trace = requireOneTrace(collector);

                assertThat(second.log()).contains("trace_id=" + trace);
                assertThat(received).isNotEmpty().allMatch(header -> header.startsWith("00-" + trace + "-"));
                requireNoSecrets(collector);
            }
        }
    }

    private static String requireOneTrace(TraceCollector collector) {
        Collected webhook = collector.named("POST /webhooks/{source}").get(0);
        assertThat(webhook.kind()).isEqualTo("SERVER");
        assertThat(webhook.parent()).isEmpty();
        assertThat(webhook.trace())
                .as("a stranger does not say what is recorded")
                .isNotEqualTo(CALLERS);
        assertThat(webhook.attributes())
                .containsEntry("http.response.status_code", "202")
                .containsEntry("bellhop.source", "guestapi")
                .containsEntry("bellhop.outcome", "stored");
        for (String name : List.of("append", "process", "deliver")) {
            assertThat(collector.named(name)).isNotEmpty().allSatisfy(span -> {
                assertThat(span.trace()).isEqualTo(webhook.trace());
                assertThat(span.parent()).isEqualTo(webhook.id());
            });
        }
        assertThat(collector.named("append.batch").get(0).trace()).isEqualTo(webhook.trace());
        assertThat(collector.named("process").get(0).attributes()).containsEntry("bellhop.result", "processed");
        assertThat(collector.named("deliver"))
                .extracting(span -> span.attributes().get("bellhop.attempt")
                        + ' '
                        + span.attributes().get("bellhop.result")
                        + ' '
                        + span.attributes().get("http.response.status_code"))
                .startsWith("1 retried 503")
                .endsWith(collector.named("deliver").size() + " delivered 204");
        assertThat(collector.named("deliver")).extracting(Collected::kind).containsOnly("CLIENT");
        return webhook.trace();
    }

    private static void requireNoSecrets(TraceCollector collector) {
        assertThat(collector.spans())
                .allSatisfy(span -> assertThat(span.whole())
                        .doesNotContain(
                                TOKEN, "a-query", "callback-path", "Lindqvist", "url.path", "url.full", "baggage"));
    }

    @Test
    void withoutAnExporterNothingIsRecordedNorSentNorSaid() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                GatewayProcess gateway = GatewayProcess.start(directory, settings(postgres, Map.of()))) {
            status = 204;
            subscribe(gateway);

            send(gateway).statusCode(202);

            await().atMost(PATIENCE).until(() -> !received.isEmpty());
            assertThat(received).containsOnly("null");
            assertThat(postgres.query("postgres", "select id from event where type like 'reservation%'"))
                    .hasSize(1);
            assertThat(postgres.query("postgres", PARENTS)).isEmpty();
            assertThat(gateway.log())
                    .doesNotContain("trace_id")
                    .doesNotContain("otlp")
                    .doesNotContain("4317");
        }
    }

    private static Map<String, String> settings(OwnPostgres postgres, Map<String, String> more) {
        Map<String, String> settings = postgres.settings("postgres", more);
        settings.putAll(Map.of(
                "otel.exporter.otlp.protocol", "http/protobuf",
                "quarkus.otel.bsp.schedule.delay", "100ms",
                "bellhop.delivery.allow-http", "true",
                "bellhop.delivery.allowed-addresses", "127.0.0.0/8",
                "bellhop.sources.guestapi.provider", "guestapi",
                "bellhop.sources.guestapi.settings.zone", "Europe/Zurich",
                "bellhop.sources.guestapi.secrets", TOKEN));
        return settings;
    }

    private void subscribe(GatewayProcess gateway) {
        given().header("Authorization", "Bearer " + GatewayProcess.API_KEY)
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "traced",
                        "callback_url",
                        "http://127.0.0.1:" + subscriber.actualPort() + "/callback-path",
                        "event_mask",
                        "reservation.*",
                        "is_global",
                        true,
                        "retry_schedule",
                        List.of(2)))
                .post(gateway.url("/api/v1/subscriptions"))
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse send(GatewayProcess gateway) {
        return given().header("UpdateType", "Insert")
                .header("traceparent", "00-" + CALLERS + "-00f067aa0ba902b7-01")
                .header("baggage", "name=Lindqvist")
                .contentType("application/json")
                .body(Path.of("samples/guestapi/reservation.Insert.json").toFile())
                .post(gateway.url("/webhooks/guestapi/" + TOKEN + "/reservations?a-query=1"))
                .then();
    }
}
