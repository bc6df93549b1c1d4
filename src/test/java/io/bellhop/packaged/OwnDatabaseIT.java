package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway with a database of the operator's own. */
class OwnDatabaseIT {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String ANOTHER_KEY =
            Base64.getEncoder().encodeToString("another key, of thirty-two bytes".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path programs;

    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(programs.resolve("data"))
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bellhop.database.url", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "bellhop.database.username", "postgres",
                "quarkus.http.host", "127.0.0.1"));
        settings.putAll(more);
        return settings;
    }

    @Test
    void withoutAnEncryptionKeyTheStartIsRefused() {
        GatewayProcess gateway = GatewayProcess.launch(directory, settings(Map.of()));

        assertThat(gateway.awaitExit()).isNotZero();

        assertThat(gateway.log()).contains("bellhop.encryption.key must be set").contains("openssl rand -base64 32");
    }

    @Test
    void onlyTheConfiguredSourcesExistAndNothingIsStartedBesides() throws Exception {
        Map<String, String> settings = settings(Map.of(
                "bellhop.encryption.key", KEY,
                "bellhop.sources.roomz.provider", "roomz",
                "bellhop.sources.roomz.secrets[0]", "newest",
                "bellhop.sources.roomz.secrets[1]", "older"));

        try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            given().header("Authorization", "Bearer " + GatewayProcess.API_KEY)
                    .get(gateway.url("/api/v1/sources"))
                    .then()
                    .body("items.name", contains("roomz"))
                    .body("items[0].secret_count", is(2))
                    .body("items[0].configured", is(true));
            assertThat(new PresenceSender(gateway, "older")
                            .send(UUID.randomUUID())
                            .statusCode())
                    .isEqualTo(202);
            assertThat(new PresenceSender(gateway, "dev-roomz-secret")
                            .send(UUID.randomUUID())
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(directory.resolve(".bellhop")).doesNotExist();
        assertThat(EmbeddedDatabase.query(
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "",
                        "select encode(secrets, 'escape') from source"))
                .allSatisfy(
                        column -> assertThat(column).doesNotContain("newest").doesNotContain("older"));

        settings.put("bellhop.encryption.key", ANOTHER_KEY);
        settings.keySet().removeIf(name -> name.startsWith("bellhop.sources"));
        GatewayProcess withAnotherKey = GatewayProcess.launch(directory, settings);
        assertThat(withAnotherKey.awaitExit()).isNotZero();
        assertThat(withAnotherKey.log()).contains("sealed with another key");
    }

    @Test
    void whatIsConfiguredTakesThePlaceOfWhatWasSealedWithAKeyThatIsGone() throws Exception {
        Map<String, String> settings = settings(Map.of(
                "bellhop.encryption.key", KEY,
                "bellhop.sources.roomz.provider", "roomz",
                "bellhop.sources.roomz.secrets", "a-secret"));
        GatewayProcess.start(directory, settings).close();
        settings.put("bellhop.encryption.key", ANOTHER_KEY);

        try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            assertThat(new PresenceSender(gateway, "a-secret")
                            .send(UUID.randomUUID())
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aChangeAtOneReplicaIsHeardAtTheOther() throws Exception {
        Map<String, String> settings = settings(Map.of(
                "bellhop.encryption.key", KEY,
                "bellhop.sources.roomz.provider", "roomz",
                "bellhop.sources.roomz.secrets", "before"));

        try (GatewayProcess here = GatewayProcess.start(directory, settings);
                GatewayProcess there = GatewayProcess.start(directory, settings)) {
            given().header("Authorization", "Bearer " + GatewayProcess.API_KEY)
                    .contentType("application/json")
                    .body("{\"secret\":\"after\"}")
                    .post(here.url("/api/v1/sources/roomz/secrets"))
                    .then()
                    .statusCode(201);

            PresenceSender sender = new PresenceSender(there, "after");
            Awaitility.await().until(() -> sender.send(UUID.randomUUID()).statusCode() == 202);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidWithoutItsPassword() {
        Map<String, String> settings = settings(Map.of(
                "bellhop.encryption.key",
                KEY,
                "bellhop.database.url",
                "postgresql://someone:hunter2@127.0.0.1:1/nothing"));

        GatewayProcess gateway = GatewayProcess.launch(directory, settings);

        assertThat(gateway.awaitExit()).isNotZero();
        assertThat(gateway.log())
                .contains("bellhop does not start: the schema cannot be brought up to date in the configured database")
                .contains("refused")
                .doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatAcknowledgesBeforeItWritesIsRefused() {
        Map<String, String> settings = settings(Map.of(
                "bellhop.encryption.key",
                KEY,
                "bellhop.database.url",
                "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?options=-c%20synchronous_commit%3Doff"));

        GatewayProcess gateway = GatewayProcess.launch(directory, settings);

        assertThat(gateway.awaitExit()).isNotZero();
        assertThat(gateway.log()).contains("synchronous_commit off");
    }

    @Test
    void aMistypedSourceIsNamed() {
        Map<String, String> settings =
                settings(Map.of("bellhop.encryption.key", KEY, "bellhop.sources.resto.provider", "sevenroomz"));

        GatewayProcess gateway = GatewayProcess.launch(directory, settings);

        assertThat(gateway.awaitExit()).isNotZero();
        assertThat(gateway.log())
                .contains("bellhop.sources.resto: no provider named \"sevenroomz\"; have channex, guestapi, roomz");
    }
}
