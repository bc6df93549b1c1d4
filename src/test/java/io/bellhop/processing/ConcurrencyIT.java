package io.bellhop.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two transactions that meet. */
@QuarkusTest
class ConcurrencyIT {

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
            await().atMost(Duration.ofSeconds(10)).until(ConcurrencyIT::somebodyWaitsForARow);
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

    private static boolean somebodyWaitsForARow() throws Exception {
        try (Connection connection = Database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%from guest%'")) {
            return rows.next();
        }
    }
}
