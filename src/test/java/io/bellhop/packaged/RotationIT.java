package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.standin.Channex;
import io.bellhop.standin.Sent;
import io.bellhop.standin.StandIn;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret is rotated through one gateway while webhooks go to another that hears of it late. */
class RotationIT {

    private static final int ROTATIONS = 3;

    /** Its connection is lost, and found again a second later. */
    private static final String DEAFEN =
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'";

    private static final String WAITING =
            "select id from refused_request where accepted_at is null and reason = 'MISMATCH'";

    @TempDir
    Path directory;

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void noWebhookStaysRefusedThoughAReplicaHearsLateOfTheNewSecret() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                StandIn standIn = StandIn.start(0)) {
            Map<String, String> settings = postgres.settings(
                    "postgres",
                    Map.of(
                            "bellhop.pull.enabled", "false",
                            "bellhop.registration.replica-lag", "3s",
                            "bellhop.registration.rotation-grace", "8s",
                            "bellhop.registration.poll", "1s"));
            try (GatewayProcess here = GatewayProcess.start(directory, settings);
                    GatewayProcess there = GatewayProcess.start(directory, settings)) {
                register(here, there, standIn);

                sendWhile(standIn, () -> {
                    for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
                        postgres.query("postgres", DEAFEN);
                        rotate(here);
                        awaitMore(20);
                    }
                });
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> postgres.query("postgres", WAITING).isEmpty());

                assertThat(refused.get()).isPositive();
                assertThat(postgres.query("postgres", "select count(*) from event where type <> 'unreadable'"))
                        .isEqualTo(List.of(Integer.toString(sent.get())));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> secretCount(there) == 1);
                assertThat(here.log() + there.log()).doesNotContain("ERROR").doesNotContain("registrations.not_");
            }
        }
    }

    private static void register(GatewayProcess here, GatewayProcess there, StandIn standIn) {
        String source = here.url("/api/v1/sources/channex");
        put(
                source,
                Map.of(
                        "provider",
                        "channex",
                        "settings",
                        Map.of("base-url", standIn.channexUrl(), "rate-per-minute", "60000")));
        put(source + "/secrets", Map.of("secrets", List.of("the-first-secret-of-the-source")));
        put(source + "/credentials", Map.of("credentials", Map.of("api-key", Channex.API_KEY)));
        put(source + "/registration", Map.of("callback_url", there.url("/webhooks/channex")));
        Awaitility.await()
                .until(() -> given().post(there.url("/webhooks/channex")).statusCode() != 404);
    }

    private static void put(String url, Map<String, Object> body) {
        assertThat(asAdmin().contentType("application/json").body(body).put(url).statusCode())
                .isIn(200, 201);
    }

    private static void rotate(GatewayProcess here) {
        asAdmin()
                .post(here.url("/api/v1/sources/channex/registration/rotate"))
                .then()
                .statusCode(200);
    }

    private static int secretCount(GatewayProcess gateway) {
        return asAdmin().get(gateway.url("/api/v1/sources/channex")).path("secret_count");
    }

    private static RequestSpecification asAdmin() {
        return given().header("Authorization", "Bearer " + GatewayProcess.API_KEY);
    }

    /** Work that may fail in any way. */
    private interface Work {
        void run() throws Exception;
    }

    private void sendWhile(StandIn standIn, Work work) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = senders.submit(() -> send(standIn));
            Future<?> other = senders.submit(() -> send(standIn));
            work.run();
            enough.set(true);
            one.get();
            other.get();
        } finally {
            enough.set(true);
            senders.shutdown();
        }
    }

    private void send(StandIn standIn) {
        while (!enough.get()) {
            String message = "{\"id\":\"" + UUID.randomUUID() + "\"}";
            for (Sent one : standIn.channex().send("message", Channex.PROPERTY, message)) {
                assertThat(one.status()).isIn(202, 401);
                sent.incrementAndGet();
                if (one.status() == 401) {
                    refused.incrementAndGet();
                }
            }
        }
    }

    private void awaitMore(int count) {
        int before = sent.get();
        Awaitility.await().until(() -> sent.get() > before + count);
    }
}
