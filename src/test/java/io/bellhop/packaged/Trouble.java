package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A gateway under load with two subscriptions, while something is done to its database; and what must hold afterwards. */
record Trouble(String name, Path directory, OwnPostgres postgres, Map<String, String> settings) {

    private static final int SECONDS = Integer.getInteger("crash.seconds", 3);
    private static final List<String> PATHS = List.of("/one", "/two");
    private static final String STORED_KEYS = "select idempotency_key from event where type = 'room.presence.changed'";

    /** What happens to the database. When it returns, the database is as it was. */
    interface Ordeal {
        void run(Load load) throws Exception;
    }

    /** @param port where the gateway finds the database */
    static Trouble of(String name, Path directory, OwnPostgres postgres, int port) {
        return new Trouble(
                name,
                directory,
                postgres,
                postgres.deliveringSettings(
                        Map.of("bellhop.database.url", "postgresql://127.0.0.1:" + port + "/postgres")));
    }

    void run(Ordeal ordeal) throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (Subscriber subscriber = new Subscriber();
                GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            PATHS.forEach(path -> subscriber.subscribe(gateway, path));
            Asker asker = Asker.of(gateway);
            try (Load load = Load.on(new PresenceSender(gateway, "a-secret"), acknowledged);
                    asker) {
                load.runFor(SECONDS);
                int before = acknowledged.count();
                ordeal.run(load);
                int during = acknowledged.count() - before;
                Duration recovery = load.awaitFirstAcknowledgement();
                load.runFor(SECONDS);
                System.out.printf(
                        "%s: acknowledged=%d during=%d refused=%d recovery_ms=%d peak_rss_mib=%d answers=%s%n",
                        name,
                        acknowledged.count(),
                        during,
                        load.refused(),
                        recovery.toMillis(),
                        peakMebibytes(gateway),
                        load.otherAnswers());
                assertThat(Set.of("503, Retry-After 5")).containsAll(load.otherAnswers());
            }
            assertThat(gateway.isAlive()).as(gateway.log()).isTrue();
            assertThat(asker.answers()).contains("200").isSubsetOf("200", "404", "503, Retry-After 5");
            assertThat(asker.probed()).containsExactly("200");

            Subscriber.awaitDelivered(postgres);
            acknowledged.requireAllStoredOnce(postgres.query("postgres", STORED_KEYS));
            assertThat(subscriber.received())
                    .containsKeys(acknowledged.keys(PATHS).toArray(String[]::new));
        }
    }

    private static long peakMebibytes(GatewayProcess gateway) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(gateway.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
