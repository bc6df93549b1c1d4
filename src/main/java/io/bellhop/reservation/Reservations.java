package io.bellhop.reservation;

import io.bellhop.change.ReservationChange;
import io.bellhop.event.EventIds;
import io.bellhop.reservation.ReservationStore.Reference;
import io.bellhop.reservation.ReservationStore.Saved;
import io.bellhop.state.Occurrence;
import io.bellhop.venue.VenueReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies what events tell of reservations, in their order. */
@Singleton
public final class Reservations {

    private final ReservationStore store;
    private final EventIds ids;
    private final InstantSource clock;

    Reservations(ReservationStore store, EventIds ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be locked before the reservation is looked for, so that no two transactions make or change it. */
    public static String lock(Occurrence<ReservationChange> occurrence) {
        return "reservation " + occurrence.source() + ' ' + occurrence.change().reference();
    }

    /**
     * In the caller's transaction, which holds their locks.
     *
     * @param guests of the changes that have one
     * @return what became of each reservation
     */
    public Uni<List<ReservationEffect>> apply(
            SqlConnection connection,
            List<Occurrence<ReservationChange>> occurrences,
            Map<? extends Occurrence<?>, UUID> guests) {
        if (occurrences.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<Reference, ReservationRow> rows = new LinkedHashMap<>();
        occurrences.forEach(one -> rows.put(reference(one), null));
        return store.load(connection, rows.keySet()).flatMap(known -> {
            rows.putAll(known);
            Instant now = clock.instant();
            for (Occurrence<ReservationChange> one : occurrences) {
                rows.computeIfAbsent(
                                reference(one),
                                reference -> ReservationRow.create(
                                        ids.next(), reference.source(), reference.reference(), now))
                        .apply(one, guests.get(one), now);
            }
            return store.save(connection, rows.values())
                    .map(saved -> rows.entrySet().stream()
                            .map(row -> effect(row.getKey(), row.getValue(), saved))
                            .toList());
        });
    }

    /**
     * Works out arrivals and departures anew where the venue's zone is not the one they were worked out with. In the caller's
     * transaction, which no other that writes reservations runs beside: it would overwrite this, or add one that this misses.
     */
    public Uni<Void> rezone(SqlConnection connection, List<VenueReference> venues) {
        return venues.isEmpty() ? Uni.createFrom().voidItem() : store.rezone(connection, venues, clock.instant());
    }

    private static Reference reference(Occurrence<ReservationChange> occurrence) {
        return new Reference(occurrence.source(), occurrence.change().reference());
    }

    private static ReservationEffect effect(Reference reference, ReservationRow row, Map<UUID, Saved> all) {
        Saved saved = all.get(row.id());
        return new ReservationEffect(
                row.id(),
                reference.source(),
                row.isCreationSeen(),
                row.isImportedOnly(),
                row.statusBefore(),
                row.status(),
                row.wasDeleted(),
                row.isDeleted(),
                row.changed(),
                saved.arrivalDate(),
                saved.arrivalAt(),
                saved.zone(),
                saved.hasEmail());
    }
}
