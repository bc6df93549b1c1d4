package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.standin.Channex;
import io.bellhop.standin.StandIn;
import io.bellhop.standin.Trouble;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the gateway after it has stored booking revisions, and before Channex has been told so. */
class PullCrashIT {

    private static final int REVISIONS = 25;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void killedBetweenStoreAndAcknowledgementNothingIsStoredTwiceNorLeftUnacknowledged() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                StandIn standIn = StandIn.start(0)) {
            Set<String> revisions = offer(standIn);
            standIn.trouble(Trouble.status(503).on("POST", "*/ack").times(0));
            GatewayProcess gateway = GatewayProcess.start(directory, settings(postgres, standIn));
            Awaitility.await().atMost(LIMIT).until(() -> stored(postgres).size() >= 10);
            gateway.kill();
            assertThat(stored(postgres)).hasSize(10);
            assertThat(standIn.channex().acknowledged()).isEmpty();
            standIn.endTrouble();
            standIn.trouble(Trouble.status(503).on("POST", "*/ack"));

            try (GatewayProcess next = GatewayProcess.start(directory, settings(postgres, standIn))) {
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> standIn.channex().acknowledged().size() >= REVISIONS);
                assertThat(next.isAlive()).isTrue();
            }

            assertThat(standIn.channex().acknowledged()).isEqualTo(revisions);
            assertThat(stored(postgres)).hasSize(REVISIONS).doesNotHaveDuplicates();
            assertThat(postgres.query("postgres", "select outcome from pull_run order by id limit 1"))
                    .containsExactly("lost");
        }
    }

    private static Set<String> offer(StandIn standIn) {
        standIn.channex().clearRevisions();
        return IntStream.range(0, REVISIONS)
                .mapToObj(i -> standIn.channex()
                        .putRevision("""
                        {"id":"%s","booking_id":"%s","property_id":"%s","status":"new","arrival_date":"2099-06-12",
                         "departure_date":"2099-06-15","inserted_at":"2026-05-05T13:00:%02d.000000"}
                        """.formatted(UUID.randomUUID(), UUID.randomUUID(), Channex.PROPERTY, i)))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> settings(OwnPostgres postgres, StandIn standIn) {
        return postgres.settings(
                "postgres",
                Map.of(
                        "bellhop.sources.channex.provider", "channex",
                        "bellhop.sources.channex.secrets", "a-secret",
                        "bellhop.sources.channex.settings.base-url", standIn.channexUrl(),
                        "bellhop.sources.channex.settings.page-limit", "10",
                        "bellhop.sources.channex.settings.rate-per-minute", "60000",
                        "bellhop.sources.channex.settings.feed-poll-interval", "1s",
                        "bellhop.sources.channex.credentials.api-key", Channex.API_KEY,
                        "bellhop.pull.lease", "3s"));
    }

    /** The keys of the events that are revisions. */
    private static List<String> stored(OwnPostgres postgres) throws SQLException {
        return postgres.query("postgres", "select idempotency_key from event where provider_type = 'booking_revision'");
    }
}
