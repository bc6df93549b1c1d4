package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that do one part of the work each, and the schema that one of them makes for all. */
class RolesIT {

    private static final String WAITING = "select event_id from unprocessed_event";

    @TempDir
    static Path programs;

    private static OwnPostgres postgres;

    @TempDir
    Path directory;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = new OwnPostgres(programs);
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    private static Map<String, String> settings(String database, String... more) {
        Map<String, String> settings = postgres.settings(
                database,
                Map.of("bellhop.sources.roomz.provider", "roomz", "bellhop.sources.roomz.secrets", "a-secret"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void oneTakesWhatTheOtherProcesses() throws Exception {
        String database = postgres.createDatabase("apart");

        try (GatewayProcess ingress = GatewayProcess.start(directory, settings(database, "bellhop.roles", "ingress"))) {
            PresenceSender sender = new PresenceSender(ingress, "a-secret");
            assertThat(sender.send(UUID.randomUUID()).statusCode()).isEqualTo(202);
            assertThat(ready(ingress)).isEqualTo(200);
            try (GatewayProcess worker =
                    GatewayProcess.start(directory, settings(database, "bellhop.roles", "worker"))) {
                ReplicasIT.awaitProcessed(postgres, database);
                assertThat(ready(worker)).isEqualTo(200);
                assertThatThrownBy(() -> given().get(worker.url("/api/v1/events")))
                        .isInstanceOf(ConnectException.class);
            }
            assertThat(sender.send(UUID.randomUUID()).statusCode()).isEqualTo(202);
            // It is announced, and nobody is there who would do it.
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .until(() -> postgres.query(database, WAITING).size() == 1);
        }
    }

    @Test
    void onlyWhoTakesCallsNeedsTheFilesOfTls() throws Exception {
        String database = postgres.createDatabase("without_files");
        Map<String, String> settings = settings(
                database,
                "bellhop.tls.certificate",
                "/nowhere/tls.crt",
                "bellhop.tls.key",
                "/nowhere/tls.key",
                "bellhop.tls.client-authorities",
                "/nowhere/ca.crt",
                "bellhop.sources.roomz.settings.client-certificate",
                "sender.example.test");
        assertRefused(settings, "/nowhere/");
        Map<String, String> migrating = new HashMap<>(settings);
        migrating.put("bellhop.database.migrate", "only");
        GatewayProcess migrated = GatewayProcess.launch(directory, migrating);
        assertThat(migrated.awaitExit()).as(migrated.log()).isZero();

        settings.put("bellhop.roles", "worker");
        try (GatewayProcess worker = GatewayProcess.start(directory, settings)) {
            assertThat(ready(worker)).isEqualTo(200);
        }
    }

    private static int ready(GatewayProcess gateway) {
        return given().get(gateway.managementUrl("/q/health/ready")).statusCode();
    }

    @Test
    void probesAndMetricsAreNotOnThePublicPort() throws Exception {
        String database = postgres.createDatabase("ports");

        try (GatewayProcess gateway = GatewayProcess.start(directory, settings(database))) {
            for (String path : List.of("/q/metrics", "/q/health", "/q/openapi", "/q/swagger-ui")) {
                given().get(gateway.url(path)).then().statusCode(404);
                given().get(gateway.managementUrl(path)).then().statusCode(200);
            }
        }
    }

    @Test
    void aRoleThatThereIsNotIsNamed() {
        assertRefused(settings("postgres", "bellhop.roles", "ingress,waiter"), "bellhop.roles", "waiter");
        assertRefused(settings("postgres", "bellhop.rolls", "ingress"), "bellhop.rolls");
    }

    @Test
    void theSchemaIsMadeOnceThoughTwoMakeItAtOnce() throws Exception {
        String database = postgres.createDatabase("migrated");
        Map<String, String> never = settings(database, "bellhop.database.migrate", "never");
        Map<String, String> only = settings(database, "bellhop.database.migrate", "only");
        assertRefused(never, "bellhop.database.migrate=only");

        List<GatewayProcess> migrating =
                List.of(GatewayProcess.launch(directory, only), GatewayProcess.launch(directory, only));

        assertThat(migrating)
                .allSatisfy(gateway ->
                        assertThat(gateway.awaitExit()).as(gateway.log()).isZero());
        assertThat(postgres.query(database, "select version from flyway_schema_history"))
                .doesNotHaveDuplicates()
                .contains("1", "2", "3", "4");
        assertThat(postgres.query(database, "select name from source")).isEmpty();
        try (GatewayProcess gateway = GatewayProcess.start(directory, never)) {
            assertThat(gateway.log()).contains("migrations_run=0");
        }
    }

    @Test
    void withoutADatabaseNoneIsStartedWhereItWouldBeATrap() {
        assertRefused(
                Map.of("bellhop.embedded-postgres.enabled", "false"),
                "no database is configured",
                "bellhop.database.url");
        assertThat(directory.resolve(".bellhop/postgres")).doesNotExist();
    }

    private void assertRefused(Map<String, String> settings, String... words) {
        GatewayProcess gateway = GatewayProcess.launch(directory, settings);
        assertThat(gateway.awaitExit()).isEqualTo(1);
        assertThat(gateway.log()).contains("bellhop does not start: ").contains(words);
        assertThat(gateway.log()).doesNotContain(GatewayProcess.FRAME);
    }
}
