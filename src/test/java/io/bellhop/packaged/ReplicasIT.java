package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one database, as against one alone. */
class ReplicasIT {

    private static final int RESERVATIONS = 1000;

    /** All that the events say, without what differs from run to run: ids and our own times. */
    private static final String STATE = """
            select concat_ws(' | ', r.reference, r.venue, r.status, r.party_size, r.arrival_at, r.version, r.deleted_at,
                r.creation_seen, r.guest_name, gr.reference, g.email, g.first_name, g.merged_into, g.other_emails)
            from reservation r join guest g on g.id = r.guest_id join guest_reference gr on gr.guest_id = g.id
            order by 1
            """;

    @TempDir
    Path directory;

    @Test
    void shareTheEventsAndComeToTheSameStateAsOne() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            Bookings bookings = new Bookings("r", RESERVATIONS);
            String one = postgres.createDatabase("one");
            String two = postgres.createDatabase("two");

            try (GatewayProcess alone = GatewayProcess.start(directory, postgres.settings(one, Map.of()))) {
                bookings.store(postgres.url(one));
                awaitProcessed(postgres, one);
                assertThat(processed(alone)).isEqualTo(bookings.count());
            }
            try (GatewayProcess here = GatewayProcess.start(directory, postgres.settings(two, Map.of()));
                    GatewayProcess there = GatewayProcess.start(directory, postgres.settings(two, Map.of()))) {
                bookings.store(postgres.url(two));
                awaitProcessed(postgres, two);
                // An event counts only where its transaction committed: once.
                assertThat(processed(here)).isBetween(1, bookings.count() - 1);
                assertThat(processed(here) + processed(there)).isEqualTo(bookings.count());
            }

            List<String> expected = postgres.query(one, STATE);
            assertThat(expected).hasSize(RESERVATIONS);
            assertThat(postgres.query(two, STATE)).isEqualTo(expected);
            assertThat(postgres.query(two, "select reason from failed_event")).isEmpty();
        }
    }

    @Test
    void aStopFinishesTheBatchAtHandAndLeavesTheRestToTheNext() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            Bookings bookings = new Bookings("r", RESERVATIONS);
            Map<String, String> settings = postgres.settings("postgres", Map.of());
            GatewayProcess stopped = GatewayProcess.start(directory, settings);
            bookings.store(postgres.url("postgres"));
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> waiting(postgres) < bookings.count());

            stopped.close();

            assertThat(stopped.log())
                    .doesNotContain("processing.failed")
                    .doesNotContain("processing.not_drained")
                    .doesNotContain("ERROR");
            assertThat(waiting(postgres)).isPositive();
            try (GatewayProcess next = GatewayProcess.start(directory, settings)) {
                awaitProcessed(postgres, "postgres");
                assertThat(next.isAlive()).isTrue();
            }
            assertThat(postgres.query("postgres", STATE)).hasSize(RESERVATIONS);
        }
    }

    private static int waiting(OwnPostgres postgres) throws Exception {
        return Integer.parseInt(postgres.query("postgres", "select count(*) from unprocessed_event")
                .get(0));
    }

    static void awaitProcessed(OwnPostgres postgres, String database) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> postgres.query(database, "select event_id from unprocessed_event limit 1")
                        .isEmpty());
    }

    private static int processed(GatewayProcess gateway) {
        return given().get(gateway.managementUrl("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith("bellhop_processing_events_total{result=\"processed\"}"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }
}
