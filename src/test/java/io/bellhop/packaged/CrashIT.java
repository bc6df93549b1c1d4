package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills what holds the events while they pour in. Every acknowledged event is there, once; rounds and seconds of load can be
 * raised with {@code -Dcrash.rounds} and {@code -Dcrash.seconds}.
 */
@Tag("crash")
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int SECONDS = Integer.getInteger("crash.seconds", 4);

    private static final String STORED_KEYS = "select idempotency_key from event order by 1";

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenTheGatewayIsKilled() throws Exception {
        EmbeddedDatabase database = new EmbeddedDatabase(directory.resolve(".bellhop"));
        Acknowledged acknowledged = new Acknowledged();

        for (int round = 0; round < ROUNDS; round++) {
            GatewayProcess gateway = GatewayProcess.start(directory, Map.of());
            try (Load load = Load.on(new PresenceSender(gateway, "dev-roomz-secret"), acknowledged)) {
                load.runFor(SECONDS);
                gateway.kill();
            }
        }

        try (GatewayProcess gateway = GatewayProcess.start(directory, Map.of())) {
            acknowledged.requireAllStoredOnce(database.query(STORED_KEYS));
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhenPostgresCrashesAndTheGatewayServesAgainByItself() throws Exception {
        int port = GatewayProcess.freePort();
        Acknowledged acknowledged = new Acknowledged();
        EmbeddedPostgres postgres = startPostgres(port);
        Map<String, String> settings = new HashMap<>(Map.of(
                "bellhop.database.url", "postgresql://127.0.0.1:" + port + "/postgres",
                "bellhop.database.username", "postgres",
                "bellhop.encryption.key", Base64.getEncoder().encodeToString(new byte[32]),
                "bellhop.sources.roomz.provider", "roomz",
                "bellhop.sources.roomz.secrets", "a-secret"));

        try (GatewayProcess gateway = GatewayProcess.start(directory, settings);
                Load load = Load.on(new PresenceSender(gateway, "a-secret"), acknowledged)) {
            for (int round = 0; round < ROUNDS; round++) {
                load.runFor(SECONDS);
                stopImmediately(postgres);
                load.awaitRefusals();
                postgres = startPostgres(port);
                load.awaitAcknowledgements();
            }
            assertThat(gateway.isAlive()).isTrue();
            assertThat(load.otherAnswers()).containsExactly("503, Retry-After 5");
        }

        acknowledged.requireAllStoredOnce(
                EmbeddedDatabase.query(postgres.getJdbcUrl("postgres", "postgres"), "", STORED_KEYS));
        postgres.close();
    }

    private EmbeddedPostgres startPostgres(int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("programs").toFile())
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** PostgreSQL's "immediate" shutdown: no checkpoint, no good-bye; the next start recovers from the log. */
    private void stopImmediately(EmbeddedPostgres postgres) throws Exception {
        Path file = directory.resolve("data/postmaster.pid");
        List<String> lines = Files.readAllLines(file);
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", lines.get(0)).start().waitFor();
        postmaster.onExit().join();
        // Finds nothing left to stop, says so, and lets go of the directory.
        postgres.close();
    }
}
