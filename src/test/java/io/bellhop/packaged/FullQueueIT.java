package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More webhooks than there is room for. */
class FullQueueIT {

    private static final Map<String, String> ROOM_FOR_TWO = Map.of(
            "bellhop.event.append.max-rows", "1",
            "bellhop.event.append.queue-rows", "1",
            "bellhop.event.append.in-flight", "1",
            "bellhop.event.append.budget", "30s",
            "bellhop.stream.late", "6m",
            "bellhop.sources.roomz.provider", "roomz",
            "bellhop.sources.roomz.secrets", "a-secret");

    @TempDir
    Path directory;

    @Test
    void whateverComesIsToComeAgainAndNotEvenProved() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                GatewayProcess gateway = GatewayProcess.start(directory, postgres.settings("postgres", ROOM_FOR_TWO))) {
            PresenceSender genuine = new PresenceSender(gateway, "a-secret");
            PresenceSender forged = new PresenceSender(gateway, "another");
            List<CompletableFuture<HttpResponse<String>>> waiting;
            try (Connection connection = DriverManager.getConnection(postgres.url("postgres"), "postgres", "");
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table event in exclusive mode");
                waiting = Stream.generate(() -> sending(genuine)).limit(2).toList();
                Awaitility.await()
                        .untilAsserted(() -> assertThat(given().get(gateway.managementUrl("/q/metrics"))
                                        .asString())
                                .contains("bellhop_append_in_flight 1.0", "bellhop_append_queue_rows 1.0"));

                for (PresenceSender sender : List.of(genuine, forged)) {
                    HttpResponse<String> answer = sender.send(UUID.randomUUID());
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            }
            for (CompletableFuture<HttpResponse<String>> answer : waiting) {
                assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(20))
                        .extracting(HttpResponse::statusCode)
                        .isEqualTo(202);
            }
            assertThat(postgres.query("postgres", "select id from refused_request"))
                    .isEmpty();
            assertThat(forged.send(UUID.randomUUID()).statusCode()).isEqualTo(401);
            assertThat(genuine.send(UUID.randomUUID()).statusCode()).isEqualTo(202);
        }
    }

    private static CompletableFuture<HttpResponse<String>> sending(Sender sender) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return sender.send(UUID.randomUUID());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
