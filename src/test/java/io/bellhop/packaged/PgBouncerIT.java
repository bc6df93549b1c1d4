package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways behind PgBouncer in transaction mode, with fewer connections to PostgreSQL than one of them would have. */
class PgBouncerIT {

    private static final int SECONDS = 3;
    private static final int CONNECTIONS = 8;
    private static final List<String> PATHS = List.of("/one", "/two");

    @TempDir
    Path directory;

    @Test
    void storeProcessAndDeliverThroughIt() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "needs pgbouncer: apt-get install pgbouncer");
        Acknowledged acknowledged = new Acknowledged();
        try (OwnPostgres postgres = new OwnPostgres(directory);
                PgBouncer bouncer = PgBouncer.before(postgres.port(), directory, CONNECTIONS);
                Subscriber subscriber = new Subscriber()) {
            Map<String, String> settings = postgres.deliveringSettings(Map.of(
                    "bellhop.database.url", "postgresql://127.0.0.1:" + bouncer.port() + "/postgres",
                    "bellhop.database.direct-url", "postgresql://127.0.0.1:" + postgres.port() + "/postgres"));
            try (GatewayProcess here = GatewayProcess.start(directory, settings);
                    GatewayProcess there = GatewayProcess.start(directory, settings)) {
                PATHS.forEach(path -> subscriber.subscribe(here, path));
                try (Load one = Load.on(new PresenceSender(here, "a-secret"), acknowledged);
                        Load two = Load.on(new PresenceSender(there, "a-secret"), acknowledged)) {
                    one.runFor(SECONDS);
                    assertThat(pooled(postgres)).isBetween(1, CONNECTIONS);
                    assertThat(one.otherAnswers()).isEmpty();
                    assertThat(two.otherAnswers()).isEmpty();
                }
                Subscriber.awaitDelivered(postgres);

                assertThat(here.log() + there.log())
                        .doesNotContain("\"level\":\"WARN\"", "\"level\":\"ERROR\"", "prepared statement");
                // Locks of a session, which would be left behind on whatever connection was theirs for the moment.
                assertThat(postgres.query("postgres", "select objid from pg_locks where locktype = 'advisory'"))
                        .isEmpty();
            }
            acknowledged.requireAllStoredOnce(postgres.query(
                    "postgres", "select idempotency_key from event where type = 'room.presence.changed'"));
            assertThat(subscriber.received())
                    .containsKeys(acknowledged.keys(PATHS).toArray(String[]::new));
        }
    }

    /** PgBouncer's connection to the gateway outlives its own to PostgreSQL, so nothing is asked whether it leads to a standby. */
    @Test
    void aStandbyThatItCameToIsNotKept() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "needs pgbouncer: apt-get install pgbouncer");
        try (OwnPostgres primary = new OwnPostgres(directory.resolve("primary"));
                OwnPostgres standby = primary.standby(directory.resolve("standby"));
                Way service = new Way(primary.port());
                PgBouncer bouncer = PgBouncer.before(service.port(), directory, CONNECTIONS)) {
            Map<String, String> settings = primary.deliveringSettings(Map.of(
                    "bellhop.database.url", "postgresql://127.0.0.1:" + bouncer.port() + "/postgres",
                    "bellhop.database.direct-url", "postgresql://127.0.0.1:" + service.port() + "/postgres"));
            try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
                PresenceSender sender = new PresenceSender(gateway, "a-secret");
                assertThat(sender.send(UUID.randomUUID()).statusCode()).isEqualTo(202);

                service.leadTo(standby.port());
                primary.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
                Awaitility.await().until(() -> {
                    sender.send(UUID.randomUUID());
                    return gateway.log().contains("(25006)");
                });
                service.leadTo(primary.port());

                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> sender.send(UUID.randomUUID()).statusCode() == 202);
            }
        }
    }

    /** All but those that go straight to PostgreSQL: one of each gateway that listens. */
    private static int pooled(OwnPostgres postgres) throws Exception {
        return postgres.query(
                        "postgres",
                        "select pid from pg_stat_activity where application_name = 'bellhop' and query not like 'select 1%'"
                                + " and query not like 'listen %'")
                .size();
    }
}
