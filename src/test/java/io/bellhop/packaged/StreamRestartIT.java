package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.stream.EventStream;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is read from one replica after the other. */
class StreamRestartIT {

    private static final String OTHERS = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()";

    @TempDir
    Path directory;

    @Test
    void nothingIsMissedAndNothingComesTwiceWhenReplicasAreKilledStartedAndStopped() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            String database = postgres.createDatabase("streamed");
            Map<String, String> settings = postgres.settings(
                    database,
                    Map.of("bellhop.sources.roomz.provider", "roomz", "bellhop.sources.roomz.secrets", "a-secret"));
            List<String> sent = new ArrayList<>();
            List<String> read = new ArrayList<>();

            GatewayProcess first = GatewayProcess.start(directory, settings);
            EventStream stream = open(first, null);
            send(first, 5, sent);
            String position = read(stream, 3, read);
            first.kill();

            GatewayProcess second = GatewayProcess.start(directory, settings);
            send(second, 5, sent);
            EventStream resumed = open(second, position);
            read(resumed, 10 - read.size(), read);
            postgres.query(database, OTHERS);
            send(second, 5, sent);
            read(resumed, 5, read);
            long stopping = System.nanoTime();
            second.close();

            assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(Duration.ofSeconds(10));
            assertThat(second.log()).contains("stream.ended reader=1 events=12");
            assertThat(read).containsExactlyElementsOf(sent);
        }
    }

    @Test
    void oneThatComesToAReplicaThatStopsIsEndedAndReadOnElsewhere() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            Map<String, String> settings = postgres.settings(
                    postgres.createDatabase("leaving"),
                    Map.of(
                            "bellhop.sources.roomz.provider", "roomz",
                            "bellhop.sources.roomz.secrets", "a-secret",
                            "quarkus.shutdown.delay", "5s"));
            List<String> sent = new ArrayList<>();
            List<String> read = new ArrayList<>();
            try (GatewayProcess other = GatewayProcess.start(directory, settings)) {
                GatewayProcess leaving = GatewayProcess.start(directory, settings);
                EventStream stream = open(leaving, null);
                send(leaving, 2, sent);
                String position = read(stream, 2, read);

                leaving.askToStop();
                assertThat(stream.awaitEnd()).isTrue();
                EventStream again = open(leaving, position);

                assertThat(again.awaitEnd()).isTrue();
                assertThat(again.lastId()).isEqualTo(position);
                send(other, 2, sent);
                read(open(other, again.lastId()), 2, read);
                assertThat(read).containsExactlyElementsOf(sent);
                assertThat(leaving.awaitExit()).isNotNegative();
            }
        }
    }

    private static EventStream open(GatewayProcess gateway, String position) {
        return EventStream.open(gateway.url("/api/v1/events/stream"), GatewayProcess.API_KEY, position);
    }

    /** Until each is acknowledged: one that is not may have been stored, and then is a duplicate. */
    private static void send(GatewayProcess gateway, int count, List<String> sent) throws Exception {
        PresenceSender sender = new PresenceSender(gateway, "a-secret");
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            Awaitility.await().until(() -> sender.send(id).statusCode() == 202);
            sent.add(id.toString());
        }
    }

    /** @return the position after them */
    private static String read(EventStream stream, int count, List<String> read) {
        String position = null;
        for (int i = 0; i < count; i++) {
            EventStream.Message message = stream.next();
            read.add(new JsonObject(message.data()).getJsonObject("data").getString("id"));
            position = message.id();
        }
        return position;
    }
}
