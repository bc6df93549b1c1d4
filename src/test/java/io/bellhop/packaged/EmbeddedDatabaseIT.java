package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway with no database configured. */
class EmbeddedDatabaseIT {

    @TempDir
    Path directory;

    @Test
    void keepsEverythingAcrossARestartAndAKill() throws Exception {
        EmbeddedDatabase database = new EmbeddedDatabase(directory.resolve(".bellhop"));
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();

        try (GatewayProcess gateway = GatewayProcess.start(directory, Map.of())) {
            assertThat(send(gateway, first)).isFalse();
            assertThat(gateway.log())
                    .contains("data_dir=" + directory.toRealPath().resolve(".bellhop"))
                    .contains("Listening on: http://127.0.0.1:");
            assertThat(database.query("show fsync")).containsExactly("on");
            assertThat(database.query("show synchronous_commit")).containsExactly("on");
            assertThatThrownBy(() -> EmbeddedDatabase.query(url(), "guessed", "select 1"))
                    .isInstanceOf(SQLException.class);
        }
        GatewayProcess killed = GatewayProcess.start(directory, Map.of());
        assertThat(send(killed, first)).isTrue();
        assertThat(send(killed, second)).isFalse();
        killed.kill();
        try (GatewayProcess gateway = GatewayProcess.start(directory, Map.of())) {
            assertThat(send(gateway, first)).isTrue();
            assertThat(send(gateway, second)).isTrue();
            assertThat(gateway.log()).contains("embedded_postgres.stopping_orphan");
        }
    }

    private String url() throws Exception {
        String port = Files.readAllLines(directory.resolve(".bellhop/postgres/postmaster.pid"))
                .get(3);
        return "jdbc:postgresql://127.0.0.1:" + port.strip() + "/bellhop";
    }

    /** Whether it was a duplicate. */
    private static boolean send(GatewayProcess gateway, UUID id) throws Exception {
        HttpResponse<String> answer = new PresenceSender(gateway, "dev-roomz-secret").send(id);
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.body().contains("\"duplicate\":true");
    }

    @Test
    void aSecondGatewayOnTheSameDirectorySaysSoAndStops() {
        try (GatewayProcess first = GatewayProcess.start(directory, Map.of())) {
            GatewayProcess second = GatewayProcess.launch(directory, Map.of());

            assertThat(second.awaitExit()).isNotZero();

            assertThat(second.log()).contains("another gateway (process ").contains("data-dir");
            assertThat(first.isAlive()).isTrue();
            given().get(first.managementUrl("/q/health/ready")).then().statusCode(200);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("a-file"), "");

        assertThat(failure(Map.of(
                        "bellhop.embedded-postgres.data-dir",
                        file.resolve("data").toString())))
                .contains("cannot write to " + file.resolve("data"));
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure(Map.of("bellhop.embedded-postgres.port", Integer.toString(taken.getLocalPort()))))
                    .contains("port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void dataOfAnotherPostgresVersionIsLeftAlone() throws Exception {
        Path cluster = Files.createDirectories(directory.resolve(".bellhop/postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "15\n");
        Files.createFile(directory.resolve(".bellhop/lock"));

        assertThat(failure(Map.of())).contains("holds data of PostgreSQL 15; this gateway brings 18");
        assertThat(cluster.resolve("PG_VERSION")).hasContent("15");
    }

    @Test
    void aStartThatFailsLeavesNoServerBehind() {
        String log = failure(Map.of("bellhop.sources.resto.provider", "nobody"));

        assertThat(log).contains("no provider named \"nobody\"").contains("embedded_postgres.stopped");
        assertThat(directory.resolve(".bellhop/postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void aFirstStartThatWasKilledIsBegunAnew() throws Exception {
        Path data = Files.createDirectories(directory.resolve(".bellhop"));
        Files.createFile(data.resolve("lock"));
        Files.createDirectories(data.resolve("postgres/base"));
        Path halfUnpacked = Files.createDirectories(data.resolve("programs/PG-half/lib"));
        Files.createFile(halfUnpacked.resolve("libicuuc.so"));

        try (GatewayProcess gateway = GatewayProcess.start(directory, Map.of())) {
            assertThat(send(gateway, UUID.randomUUID())).isFalse();
        }
        assertThat(halfUnpacked).doesNotExist();
    }

    @Test
    void aDirectoryOfOtherThingsIsLeftAlone() throws Exception {
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "…");

        assertThat(failure(Map.of("bellhop.embedded-postgres.data-dir", other.toString())))
                .contains("holds other things than a gateway's data");
        assertThat(other.resolve("thesis.txt")).exists();
    }

    @Test
    void theGatewayStopsWhenItsPostgresIsGone() throws Exception {
        GatewayProcess gateway = GatewayProcess.start(directory, Map.of());
        String pid = Files.readAllLines(directory.resolve(".bellhop/postgres/postmaster.pid"))
                .get(0);

        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();

        assertThat(gateway.awaitExit()).isNotZero();
        assertThat(gateway.log()).contains("embedded_postgres.ended_unasked");
    }

    @Test
    void whatIsWrongIsSaidInALine() {
        String log = failure(Map.of("bellhop.ingres.max-body", "2M"));

        assertThat(log)
                .contains("bellhop does not start: ")
                .contains("bellhop.ingres.max-body")
                .doesNotContain(GatewayProcess.FRAME);
    }

    @Test
    void whoeverCanBeReachedByOthersHasNoPublishedSecrets() throws Exception {
        try (GatewayProcess here = GatewayProcess.start(directory, Map.of())) {
            assertThat(send(here, UUID.randomUUID())).isFalse();
        }
        try (GatewayProcess gateway = GatewayProcess.start(directory, Map.of("quarkus.http.host", "0.0.0.0"))) {
            assertThat(new PresenceSender(gateway, "dev-roomz-secret")
                            .send(UUID.randomUUID())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private String failure(Map<String, String> settings) {
        GatewayProcess gateway = GatewayProcess.launch(directory, settings);
        assertThat(gateway.awaitExit()).isNotZero();
        return gateway.log();
    }
}
