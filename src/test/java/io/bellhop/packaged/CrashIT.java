package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        Acknowledged acknowledged = new Acknowledged();
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            try (GatewayProcess gateway = GatewayProcess.start(directory, postgres.deliveringSettings(Map.of()));
                    Load load = Load.on(new PresenceSender(gateway, "a-secret"), acknowledged)) {
                for (int round = 0; round < ROUNDS; round++) {
                    load.runFor(SECONDS);
                    postgres.stop(OwnPostgres.IMMEDIATE);
                    load.awaitRefusals();
                    postgres.resume();
                    load.awaitAcknowledgements();
                }
                assertThat(gateway.isAlive()).isTrue();
                assertThat(load.otherAnswers()).containsExactly("503, Retry-After 5");
            }

            acknowledged.requireAllStoredOnce(postgres.query("postgres", STORED_KEYS));
        }
    }
}
