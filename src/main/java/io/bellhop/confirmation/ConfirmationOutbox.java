package io.bellhop.confirmation;

import io.bellhop.event.EventIds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writes down the e-mails that changes of reservations owe, in the transaction that changes them: both or neither are
 * committed. A reservation gets one confirmation and one cancellation at most, ever, whoever asks how often from how many
 * replicas; the table's unique index says so.
 */
@Singleton
public final class ConfirmationOutbox {

    static final String CHANNEL = "bellhop_confirmation";

    private static final String NOTIFY =
            "select cast(pg_notify('" + CHANNEL + "', '') as text) where exists (select from owed)";

    // In the reservations' order, so that two batches that wait for each other's rows cannot do so in a circle.
    private static final String OWE_CONFIRMATIONS = """
            with owed as (
                insert into confirmation (id, reservation_id, kind, state, due_at, created_at, updated_at)
                select id, reservation_id, 'confirmation', 'owed', $3, $3, $3
                from unnest($1::uuid[], $2::uuid[]) as new (id, reservation_id)
                order by reservation_id
                on conflict do nothing
                returning id)
            """ + NOTIFY;

    /**
     * None while a confirmation or another change waits to be sent: that one will tell the newest state. It is locked, so that
     * nobody begins to send it with the state before this transaction.
     */
    private static final String OWE_CHANGES = """
            with told as materialized (
                select reservation_id, kind, state from confirmation
                where reservation_id = any($2::uuid[]) and kind in ('confirmation', 'change')
                order by reservation_id, id
                for update),
            owed as (
                insert into confirmation (id, reservation_id, kind, state, due_at, created_at, updated_at)
                select id, reservation_id, 'change', 'owed', $3, $3, $3
                from unnest($1::uuid[], $2::uuid[]) as new (id, reservation_id)
                where exists (
                        select from told where told.reservation_id = new.reservation_id and kind = 'confirmation')
                    and not exists (
                        select from told where told.reservation_id = new.reservation_id and state = 'owed')
                returning id)
            """ + NOTIFY;

    private static final String OWE_CANCELLATIONS = """
            with owed as (
                insert into confirmation (id, reservation_id, kind, state, due_at, created_at, updated_at)
                select id, reservation_id, 'cancellation', 'owed', $3, $3, $3
                from unnest($1::uuid[], $2::uuid[]) as new (id, reservation_id)
                where exists (
                    select from confirmation
                    where confirmation.reservation_id = new.reservation_id and kind = 'confirmation')
                order by reservation_id
                on conflict do nothing
                returning id)
            """ + NOTIFY;

    private final EventIds ids;
    private final InstantSource clock;
    private final Letterhead letterhead;

    ConfirmationOutbox(EventIds ids, InstantSource clock, Letterhead letterhead) {
        this.ids = ids;
        this.clock = clock;
        this.letterhead = letterhead;
    }

    /**
     * Writes what these occasions owe, in at most three statements, on the caller's connection and in its transaction, which
     * holds the reservations' rows: two that change one reservation do not do so at once. Senders hear of it when it commits.
     * Does nothing if no sender address is configured.
     */
    public Uni<Void> owe(SqlConnection connection, Collection<Occasion> occasions) {
        if (!letterhead.isSet() || occasions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        // Confirmations first: one owed by the same batch makes a change needless and a cancellation possible.
        return owe(connection, OWE_CONFIRMATIONS, reservations(Kind.CONFIRMATION, occasions, now), now)
                .chain(() -> owe(connection, OWE_CHANGES, reservations(Kind.CHANGE, occasions, now), now))
                .chain(() -> owe(connection, OWE_CANCELLATIONS, reservations(Kind.CANCELLATION, occasions, now), now));
    }

    private static Set<UUID> reservations(Kind kind, Collection<Occasion> occasions, Instant now) {
        Set<UUID> reservations = new TreeSet<>();
        occasions.stream()
                .filter(occasion -> Owed.of(occasion, now).contains(kind))
                .forEach(occasion -> reservations.add(occasion.reservation()));
        return reservations;
    }

    private Uni<Void> owe(SqlConnection connection, String sql, Set<UUID> reservations, Instant now) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] rows = reservations.stream().map(reservation -> ids.next()).toArray(UUID[]::new);
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(rows, reservations.toArray(UUID[]::new), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
