package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and a standby behind an address that follows the primary, as the service {@code -rw} of an operator does. */
@Tag("crash")
class FailoverIT {

    private static final int SECONDS = Integer.getInteger("crash.trouble.seconds", 5);

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenTheStandbyTakesOver() throws Exception {
        try (OwnPostgres primary = new OwnPostgres(directory.resolve("primary"));
                OwnPostgres standby = primary.standby(directory.resolve("standby"));
                Way service = new Way(primary.port())) {
            commitOnBoth(primary);
            Trouble.of("failover", directory, standby, service.port()).run(load -> {
                primary.stop(OwnPostgres.KILLED);
                load.awaitRefusalsFor(SECONDS);
                standby.execute("select pg_promote()");
                service.leadTo(standby.port());
            });
        }
    }

    /** The address led to the standby for a while, so the pool's connections do: nothing would ever close them. */
    @Test
    void connectionsToAStandbyAreNotKept() throws Exception {
        try (OwnPostgres primary = new OwnPostgres(directory.resolve("primary"));
                OwnPostgres standby = primary.standby(directory.resolve("standby"));
                Way service = new Way(primary.port())) {
            Trouble.of("led to a standby", directory, primary, service.port()).run(load -> {
                service.leadTo(standby.port());
                primary.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
                load.awaitRefusalsFor(SECONDS);
                service.leadTo(primary.port());
            });
        }
    }

    @Test
    void listsAreReadFromTheReplicaAndFromThePrimaryWhenItIsAway() throws Exception {
        try (OwnPostgres primary = new OwnPostgres(directory.resolve("primary"));
                OwnPostgres standby = primary.standby(directory.resolve("standby"))) {
            Map<String, String> settings = primary.deliveringSettings(
                    Map.of("bellhop.database.replica-url", "postgresql://127.0.0.1:" + standby.port() + "/postgres"));
            try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
                new PresenceSender(gateway, "a-secret").send(UUID.randomUUID());
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> events(gateway) == 1);
                assertThat(asked(standby)).isPositive();

                // What is replayed no further, is not seen there: so this is where it is read from.
                standby.execute("select pg_wal_replay_pause()");
                new PresenceSender(gateway, "a-secret").send(UUID.randomUUID());
                Awaitility.await().during(Duration.ofSeconds(1)).until(() -> events(gateway) == 1);

                standby.stop(OwnPostgres.IMMEDIATE);
                assertThat(events(gateway)).isEqualTo(2);
                assertThat(gateway.log()).containsOnlyOnce("\"message\":\"standby.away");

                standby.resume();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> events(gateway) == 2 && gateway.log().contains("standby.back"));
            }
        }
    }

    /** As one whose machine is gone: it refuses nothing, and answers nothing. */
    @Test
    void aStandbyThatSaysNothingIsLeftAloneUntilItAnswersAgain() throws Exception {
        try (OwnPostgres primary = new OwnPostgres(directory.resolve("primary"));
                OwnPostgres standby = primary.standby(directory.resolve("standby"));
                Way way = new Way(standby.port())) {
            Map<String, String> settings = primary.deliveringSettings(
                    Map.of("bellhop.database.replica-url", "postgresql://127.0.0.1:" + way.port() + "/postgres"));
            try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
                new PresenceSender(gateway, "a-secret").send(UUID.randomUUID());
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> events(gateway) == 1);
                assertThat(asked(standby)).isPositive();

                way.cut();
                assertThat(events(gateway)).isEqualTo(1);
                assertThat(events(gateway)).isEqualTo(1);
                assertThat(gateway.log()).containsOnlyOnce("\"message\":\"standby.away");

                way.mend();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> events(gateway) == 1 && gateway.log().contains("standby.back"));
            }
        }
    }

    /** What is acknowledged is then there, whichever of the two is left. */
    private static void commitOnBoth(OwnPostgres primary) throws Exception {
        Awaitility.await()
                .until(() -> primary.query("postgres", "select 1 from pg_stat_replication where state = 'streaming'")
                                .size()
                        == 1);
        primary.execute("alter system set synchronous_standby_names = '*'");
        primary.execute("select pg_reload_conf()");
        Awaitility.await()
                .until(() -> primary.query("postgres", "select sync_state from pg_stat_replication")
                        .contains("sync"));
    }

    private static int events(GatewayProcess gateway) {
        return given().header("Authorization", "Bearer " + GatewayProcess.API_KEY)
                .get(gateway.url("/api/v1/events"))
                .then()
                .statusCode(200)
                .extract()
                .path("items.size()");
    }

    private static int asked(OwnPostgres standby) throws Exception {
        return standby.query("postgres", "select pid from pg_stat_activity where application_name = 'bellhop'")
                .size();
    }
}
