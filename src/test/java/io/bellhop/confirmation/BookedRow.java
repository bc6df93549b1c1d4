package io.bellhop.confirmation;

import io.bellhop.change.ReservationStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A reservation with its guest and venue in the database: dinner for four at Trattoria Example, a week from now. */
final class BookedRow {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private static final String GUEST = """
            insert into guest (id, first_name, last_name, email, other_emails, other_phones, language, versions,
                created_at, updated_at)
            values ($1, 'Ada', 'Example', $2, '{}', '{}', 'en', '{}', now(), now())
            """;

    private static final String REFERENCE =
            "insert into guest_reference (source, reference, guest_id, alias, deleted) values ($1, 'g1', $2, false, false)";

    private static final String VENUE = """
            insert into venue (source, reference, id, name, zone, versions, created_at, updated_at)
            values ($1, 'v1', gen_random_uuid(), 'Trattoria Example', 'Europe/Madrid', '{}', now(), now())
            """;

    private static final String RESERVATION = """
            insert into reservation (id, source, reference, venue, guest_id, status, confirmation_code, party_size,
                arrival_date, arrival_time, zone, version, creation_seen, changed_fields, event_id, created_at, updated_at)
            values ($1, $2, 'r1', 'v1', $3, 'confirmed', 'ABC123', 4, $4, '19:30', 'Europe/Madrid', '', true, '{}',
                gen_random_uuid(), now(), now())
            """;

    final UUID reservation = UUID.randomUUID();
    final UUID guest = UUID.randomUUID();
    final String email = "guest-" + guest + "@example.com";
    final LocalDate date = LocalDate.now(ZoneId.of("Europe/Madrid")).plusDays(7);
    private final Pool pool;

    BookedRow(Pool pool) {
        this.pool = pool;
        String source = "test-" + reservation;
        run(GUEST, guest, email);
        run(REFERENCE, source, guest);
        run(VENUE, source);
        run(RESERVATION, reservation, source, guest, date);
    }

    /** As in {@code reservation("status", "canceled")}. */
    BookedRow reservation(String column, Object value) {
        run("update reservation set " + column + " = $2 where id = $1", reservation, value);
        return this;
    }

    BookedRow reservationJson(String column, String json) {
        run("update reservation set " + column + " = $2::text::jsonb where id = $1", reservation, json);
        return this;
    }

    BookedRow guest(String column, Object value) {
        run("update guest set " + column + " = $2 where id = $1", guest, value);
        return this;
    }

    BookedRow venue(String column, Object value) {
        run("update venue set " + column + " = $2 where source = $1", "test-" + reservation, value);
        return this;
    }

    /** That it was made. */
    Occasion made() {
        return occasion(null, ReservationStatus.CONFIRMED, Set.of());
    }

    Occasion changed(String... fields) {
        return occasion(ReservationStatus.CONFIRMED, ReservationStatus.CONFIRMED, Set.of(fields));
    }

    Occasion canceled() {
        return occasion(ReservationStatus.CONFIRMED, ReservationStatus.CANCELED, Set.of("status"));
    }

    private Occasion occasion(ReservationStatus before, ReservationStatus after, Set<String> fields) {
        return new Occasion(
                reservation, true, before, after, false, true, fields, date, null, ZoneId.of("Europe/Madrid"), true);
    }

    /** In a transaction of its own. */
    Uni<Void> owe(ConfirmationOutbox outbox, Occasion... occasions) {
        return pool.withTransaction(connection -> outbox.owe(connection, List.of(occasions)));
    }

    void oweNow(ConfirmationOutbox outbox, Occasion... occasions) {
        owe(outbox, occasions).await().atMost(TIME_LIMIT);
    }

    /** A row of the outbox, of which nobody is notified. */
    UUID row(Kind kind, State state, Instant dueAt) {
        UUID id = UUID.randomUUID();
        OffsetDateTime due = dueAt.atOffset(ZoneOffset.UTC);
        run("""
                insert into confirmation (id, reservation_id, kind, state, attempts, due_at, leased_until, created_at, updated_at)
                values ($1, $2, $3, $4, 0, $5, case when $4 = 'sending' then $5 end, now(), now())
                """, id, reservation, kind.toString(), state.toString(), due);
        return id;
    }

    /** Of all its e-mails, as {@code confirmation sent}, the oldest first. */
    List<String> states() {
        return pool.preparedQuery("select kind || ' ' || state from confirmation where reservation_id = $1 order by id")
                .execute(Tuple.of(reservation))
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
                .await()
                .atMost(TIME_LIMIT);
    }

    /** Of its newest e-mail. */
    String reason() {
        return pool.preparedQuery("select reason from confirmation where reservation_id = $1 order by id desc limit 1")
                .execute(Tuple.of(reservation))
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(TIME_LIMIT);
    }

    /** Of its only e-mail. */
    int attempts() {
        return pool.preparedQuery("select attempts from confirmation where reservation_id = $1")
                .execute(Tuple.of(reservation))
                .map(rows -> rows.iterator().next().getInteger(0))
                .await()
                .atMost(TIME_LIMIT);
    }

    private void run(String sql, Object... arguments) {
        pool.preparedQuery(sql).execute(Tuple.from(arguments)).await().atMost(TIME_LIMIT);
    }
}
