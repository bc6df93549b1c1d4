package io.bellhop.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyLookupsIT {

    /** More than there are connections, and than may be looked up and wait. */
    private static final int CALLS = 200;

    @Test
    void aFloodOfWrongKeysHoldsUpNoWebhook() throws Exception {
        Webhook webhook = Webhook.toNewSource("roomz");
        Queue<HttpResponse<Void>> answers = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> calls;
        try (Connection connection = Database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // So that each lookup takes as long as this does.
            statement.execute("lock table api_key in access exclusive mode");

            calls = flood(answers);
            Awaitility.await().until(() -> !answers.isEmpty());
            webhook.roomz(Webhook.newPresence()).statusCode(202);

            assertThat(answers).hasSizeLessThan(CALLS).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            });
        }
        calls.forEach(CompletableFuture::join);
        assertThat(answers).extracting(HttpResponse::statusCode).contains(401).containsOnly(401, 503);
        Api.asAdmin().get("/api/v1/sources").then().statusCode(200);
    }

    private static List<CompletableFuture<Void>> flood(Queue<HttpResponse<Void>> answers) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/sources"))
                .header("Authorization", "Bearer a-wrong-key")
                .build();
        return IntStream.range(0, CALLS)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenAccept(answers::add))
                .toList();
    }

    @Test
    void aKeyThatIsTakenAwayIsOfNoUseAtOnce() {
        Database.execute("insert into api_key (name, role, hash, created_at)"
                + " values ('passing', 'admin', sha256(convert_to('a-passing-key', 'UTF8')), now())");
        assertThat(statusWith("a-passing-key")).isEqualTo(200);

        Database.execute("delete from api_key where name = 'passing'");

        assertThat(statusWith("a-passing-key")).isEqualTo(401);
    }

    private static int statusWith(String key) {
        return given().header("Authorization", "Bearer " + key)
                .get("/api/v1/sources")
                .statusCode();
    }
}
