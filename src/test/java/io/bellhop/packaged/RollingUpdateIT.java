package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three gateways on one database, under load and delivering. Seconds of load between what happens to them can be raised with
 * {@code -Dcrash.seconds}.
 */
@Tag("crash")
class RollingUpdateIT {

    private static final int SECONDS = Integer.getInteger("crash.seconds", 2);
    private static final String PATH = "/all";

    @TempDir
    Path directory;

    @Test
    void oneKilledOneStoppedOneStartedAndThenAllReplacedLoseNothing() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (OwnPostgres postgres = new OwnPostgres(directory);
                Subscriber subscriber = new Subscriber();
                FrontDoor door = new FrontDoor()) {
            Map<String, String> settings = postgres.deliveringSettings(Map.of("quarkus.shutdown.delay", "3s"));
            GatewayProcess killed = started(settings, door);
            GatewayProcess stopped = started(settings, door);
            GatewayProcess last = started(settings, door);
            subscriber.subscribe(killed, PATH);

            try (Load load = Load.on(door, acknowledged)) {
                load.runFor(SECONDS);
                killed.kill();
                door.remove(killed);
                load.runFor(SECONDS);
                System.out.printf("killed: not_acknowledged=%d %s%n", load.refused(), load.otherAnswers());
            }
            List<GatewayProcess> replacements = new ArrayList<>();
            try (Load load = Load.on(door, acknowledged)) {
                for (GatewayProcess old : List.of(stopped, last)) {
                    replacements.add(started(settings, door));
                    load.runFor(SECONDS);
                    System.out.printf(
                            "stopped gently in %d ms%n", stop(old, load).toMillis());
                }
                System.out.printf(
                        "all replaced: acknowledged=%d not_acknowledged=%d %s%n",
                        acknowledged.count(), load.refused(), load.otherAnswers());
                assertThat(load.otherAnswers()).isEmpty();
            }
            Subscriber.awaitDelivered(postgres);
            replacements.forEach(GatewayProcess::close);

            acknowledged.requireAllStoredOnce(
                    postgres.query("postgres", "select idempotency_key from event where source = 'roomz'"));
            Map<String, List<String>> received = subscriber.received();
            System.out.printf("received=%d%n", received.size());
            assertThat(received.keySet()).containsAll(acknowledged.keys(List.of(PATH)));
        }
    }

    private GatewayProcess started(Map<String, String> settings, FrontDoor door) {
        GatewayProcess gateway = GatewayProcess.start(directory, settings);
        door.add(gateway);
        return gateway;
    }

    /** As Kubernetes does: a signal, and the load balancer finds out by itself. */
    private static Duration stop(GatewayProcess gateway, Load load) {
        long begun = System.nanoTime();
        gateway.close();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        load.runFor(1);
        assertThat(gateway.log()).doesNotContain("Timed out waiting for graceful shutdown");
        return took;
    }
}
