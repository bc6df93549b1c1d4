package io.bellhop.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellhop.event.EventIds;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Events of SevenRooms reservations, each told in several versions, mixed: version {@code v} of a reservation has a party of
 * {@code v + 1}. Every tenth is canceled by its last version. Three reservations share a guest, and every guest an address
 * with another.
 */
final class Bookings {

    static final int VERSIONS = 5;

    private static final Instant FIRST = Instant.parse("2026-06-01T09:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final EventIds ids = new EventIds();

    private record Event(String type, String reference, String body) {}

    Bookings(String prefix, int reservations) {
        for (int reservation = 0; reservation < reservations; reservation++) {
            for (int version = 0; version < VERSIONS; version++) {
                events.add(event(prefix, reservation, version));
            }
        }
        Collections.shuffle(events, new Random(20260601));
    }

    int count() {
        return events.size();
    }

    static boolean isCanceled(int reservation) {
        return reservation % 10 == 0;
    }

    private static Event event(String prefix, int reservation, int version) {
        boolean last = version == VERSIONS - 1;
        String type = version == 0
                ? "reservation.created"
                : last && isCanceled(reservation) ? "reservation.canceled" : "reservation.updated";
        String reference = prefix + reservation;
        int guest = reservation / 3;
        String body = """
                {"id":"evt_%1$s_%2$d","event":"%3$s","created_at":"%4$s","venue_id":"venue-%5$d","data":{"reservation":{
                "id":"%1$s","reference_code":"C%1$s","venue_id":"venue-%5$d","client_id":"%6$s",
                "time_slot_iso":"2099-06-20 19:30:00","duration":105,"max_guests":%7$d,"status":"%8$s",
                "first_name":"Omar","last_name":"Vzor","email":"%9$s@example.com",
                "updated":"%4$s"}}}""".formatted(
                        reference,
                        version,
                        type,
                        FIRST.plusSeconds(60L * version + reservation % 60),
                        reservation % 7,
                        prefix + "guest-" + guest,
                        version + 1,
                        type.endsWith("canceled") ? "CANCELED" : "CONFIRMED",
                        prefix + "guest-" + guest / 2);
        return new Event(type, reference, body);
    }

    /** Stores them all in one transaction, as if they had come in at once, and tells whoever processes. */
    void store(String url) throws SQLException {
        String insert = """
                with stored as (
                    insert into event (id, source, type, provider_type, subject, received_at, idempotency_key, body)
                    values (?, 'sevenrooms', ?, ?, ?, ?, ?, ?) returning id, octet_length(body) as body_bytes)
                insert into unprocessed_event select id, body_bytes from stored""";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                PreparedStatement statement = connection.prepareStatement(insert);
                Statement notify = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Event event : events) {
                statement.setObject(1, ids.next());
                statement.setString(2, event.type());
                statement.setString(3, event.type());
                statement.setString(4, "reservation/" + event.reference());
                statement.setTimestamp(5, Timestamp.from(Instant.now()));
                statement.setString(6, event.reference() + event.body().hashCode());
                statement.setBytes(7, event.body().getBytes(UTF_8));
                statement.addBatch();
            }
            statement.executeBatch();
            notify.execute("notify bellhop_event");
            connection.commit();
        }
    }
}
