package io.bellhop.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.VenueFields;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two transactions that meet. */
@QuarkusTest
class ConcurrencyIT {

    private static final String NEXT_YEAR = LocalDate.now(ZoneOffset.UTC).getYear() + 1 + "-01-20";

    @Inject
    Changes changes;

    @Inject
    Pool pool;

    private final String email = "guest-" + UUID.randomUUID() + "@example.com";

    @Test
    void whatAnotherTransactionWritesOfAGuestMeanwhileIsNotOverwritten() throws Exception {
        Webhook restaurant = Webhook.toNewSource("sevenrooms");
        restaurant.sevenrooms("""
                {"id":"evt_1","event":"guest.created","created_at":"2026-06-01T09:00:00Z","venue_id":"v1","data":{
                "guest":{"id":"c1","first_name":"Zoe","email":"%s"}}}""".formatted(email).getBytes(UTF_8)).statusCode(202);
        Database.awaitProcessed();

        try (Connection other = Database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update guest set deleted_at = now() where email = '" + email + "'");
            // By the address, not by the id: under no lock that the other could have taken.
            Webhook.toNewSource("channex").channex(request()).statusCode(202);
            awaitSomebodyWaiting("%from guest%");
            other.commit();
        }
        Database.awaitProcessed();

        JsonNode guest = Rows.only("guests", "email", email);
        assertThat(guest.get("city").textValue()).isEqualTo("Sampletown");
        assertThat(guest.get("deleted_at").isNull()).isFalse();
    }

    private String request() {
        return """
                {"event":"reservation_request","property_id":"%s","timestamp":"2026-06-02T09:00:00Z","payload":{"bms":{
                "id":"%s","booking_id":"%s","customer":{"name":"Zoe","mail":"%s","city":"Sampletown"}}}}""".formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), email);
    }

    @Test
    void aReservationMadeWhileItsVenuesZoneBecomesKnownIsInThatZone() throws Exception {
        Applied bistro = new Applied(changes, pool);
        bistro.now(Applied.reservation("r1", "v1", 1, NEXT_YEAR));

        try (Connection other =
                holding("update reservation set notes = 'Held' where source = '" + bistro.source() + "'")) {
            var zone = bistro.begin(zone(1, "Europe/Madrid"));
            awaitSomebodyWaiting("update reservation set zone%");
            var made = bistro.begin(Applied.reservation("r2", "v1", 1, NEXT_YEAR));
            awaitSomebodyWaiting("%pg_advisory_xact_lock_shared%");
            other.commit();
            allOf(zone, made).get(20, SECONDS);
        }

        assertThat(zones(bistro)).containsExactly("Europe/Madrid", "Europe/Madrid");
    }

    @Test
    void aZoneThatBecomesKnownWhileReservationsAreWrittenIsTheirsToo() throws Exception {
        Applied bistro = new Applied(changes, pool);
        bistro.now(Applied.reservation("r1", "v1", 1, NEXT_YEAR));

        try (Connection other =
                holding("update reservation set notes = 'Held' where source = '" + bistro.source() + "'")) {
            var written = bistro.begin(
                    Applied.reservation("r1", "v1", 2, NEXT_YEAR), Applied.reservation("r2", "v1", 2, NEXT_YEAR));
            awaitSomebodyWaiting("insert into reservation%");
            var zone = bistro.begin(zone(1, "Europe/Madrid"));
            awaitSomebodyWaiting("%pg_advisory_xact_lock(%merge%");
            other.commit();
            allOf(written, zone).get(20, SECONDS);
        }

        assertThat(zones(bistro)).containsExactly("Europe/Madrid", "Europe/Madrid");
    }

    @Test
    void zonesAndReservationsThatMeetNeverDeadlock() throws Exception {
        Applied bistro = new Applied(changes, pool);
        List<CompletableFuture<Void>> all = new ArrayList<>();

        for (int second = 1; second <= 30; second++) {
            boolean even = second % 2 == 0;
            all.add(bistro.begin(
                    zone(second, even ? "Europe/Madrid" : "America/New_York"),
                    Applied.venue("v2", second, Told.tell().that(VenueFields.ZONE, "Europe/Paris"))));
            all.add(bistro.begin(
                    Applied.reservation(even ? "r1" : "r2", "v1", second, NEXT_YEAR),
                    Applied.reservation(even ? "r2" : "r1", "v1", second, NEXT_YEAR),
                    Applied.reservation("r" + (second + 2), even ? "v1" : "v2", second, NEXT_YEAR)));
        }
        allOf(all.toArray(CompletableFuture[]::new)).get(60, SECONDS);

        assertThat(Rows.texts(Rows.all("reservations", "source", bistro.source(), "venue", "v1"), "zone"))
                .hasSize(17)
                .containsOnly("Europe/Madrid");
        assertThat(Rows.texts(Rows.all("reservations", "source", bistro.source(), "venue", "v2"), "zone"))
                .hasSize(15)
                .containsOnly("Europe/Paris");
    }

    private static VenueChange zone(int second, String zone) {
        return Applied.venue("v1", second, Told.tell().that(VenueFields.ZONE, zone));
    }

    private static List<String> zones(Applied source) {
        return Rows.texts(Rows.all("reservations", "source", source.source()), "zone");
    }

    /** A transaction of somebody else, which has done that and goes on. */
    private static Connection holding(String sql) throws SQLException {
        Connection connection = Database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    /** @param query a pattern of SQL's */
    private static void awaitSomebodyWaiting(String query) {
        await().atMost(Duration.ofSeconds(10)).until(() -> isSomebodyWaiting(query));
    }

    private static boolean isSomebodyWaiting(String query) throws SQLException {
        try (Connection connection = Database.connect();
                PreparedStatement statement = connection.prepareStatement("select 1 from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and query like ? and pid <> pg_backend_pid()")) {
            statement.setString(1, query);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
