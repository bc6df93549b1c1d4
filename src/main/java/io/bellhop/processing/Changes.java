package io.bellhop.processing;

import io.bellhop.availability.Availabilities;
import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Change;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.PullNeeded;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.RoomChange;
import io.bellhop.change.VenueChange;
import io.bellhop.guest.GuestSightings;
import io.bellhop.guest.Guests;
import io.bellhop.pull.PullRequests;
import io.bellhop.reservation.ReservationEffect;
import io.bellhop.reservation.Reservations;
import io.bellhop.room.Rooms;
import io.bellhop.state.Occurrence;
import io.bellhop.venue.Venues;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Applies a batch of changes in one transaction: each kind as a set, under the locks of all they are about. */
@Singleton
final class Changes {

    /**
     * Held until the transaction ends. What does not exist yet has no row to lock; and as every transaction takes them in the
     * same order, two that meet wait and do not deadlock.
     */
    private static final String LOCK = """
            select count(pg_advisory_xact_lock(hashtextextended(lock, 0))) from unnest($1::text[]) as lock
            """;

    /** Against one that works alone. */
    private static final String BESIDE_OTHERS =
            "select pg_advisory_xact_lock_shared(hashtext('bellhop guest merge'))::text";

    /** For what changes reservations that no event here names: of a merged guest, or of a venue whose zone is told. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtext('bellhop guest merge'))::text";

    private final Venues venues;
    private final Guests guests;
    private final Reservations reservations;
    private final Rooms rooms;
    private final Availabilities availabilities;
    private final PullRequests pulls;

    Changes(
            Venues venues,
            Guests guests,
            Reservations reservations,
            Rooms rooms,
            Availabilities availabilities,
            PullRequests pulls) {
        this.venues = venues;
        this.guests = guests;
        this.reservations = reservations;
        this.rooms = rooms;
        this.availabilities = availabilities;
        this.pulls = pulls;
    }

    /**
     * In the caller's transaction.
     *
     * @param regions the region of phone numbers, by source; may give null
     * @param mayMerge false lets other transactions link reservations to guests meanwhile, and fails with
     *     {@link io.bellhop.guest.MergeFoundException} if two guests turn out to be one
     * @return what became of the reservations
     */
    Uni<List<ReservationEffect>> apply(
            SqlConnection connection, List<Occurrence<?>> changes, UnaryOperator<String> regions, boolean mayMerge) {
        GuestSightings sightings = GuestSightings.of(changes, regions);
        List<Occurrence<VenueChange>> venueChanges = of(VenueChange.class, changes);
        boolean merges = mayMerge || !of(GuestMerge.class, changes).isEmpty();
        return lock(connection, locks(changes, sightings), merges || Venues.tellZone(venueChanges))
                .emitOn(Infrastructure.getDefaultExecutor())
                .chain(() -> venues.apply(connection, venueChanges))
                .flatMap(rezoned -> reservations.rezone(connection, rezoned))
                .chain(() -> guests.apply(connection, sightings, merges))
                .flatMap(found -> reservations.apply(connection, of(ReservationChange.class, changes), found))
                .emitOn(Infrastructure.getDefaultExecutor())
                .call(() -> rooms.apply(connection, of(RoomChange.class, changes)))
                .call(() -> availabilities.apply(connection, of(AvailabilityChange.class, changes)))
                // Last: other transactions wait for its rows.
                .call(() -> pulls.apply(connection, of(PullNeeded.class, changes)));
    }

    private static Uni<Void> lock(SqlConnection connection, Set<String> locks, boolean alone) {
        if (locks.isEmpty() && !alone) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .query(alone ? ALONE : BESIDE_OTHERS)
                .execute()
                .chain(() -> connection.preparedQuery(LOCK).execute(Tuple.of(locks.toArray(String[]::new))))
                .replaceWithVoid();
    }

    /** In order. Rooms and venues need none: their statements settle each row by themselves. */
    private static Set<String> locks(List<Occurrence<?>> changes, GuestSightings sightings) {
        Set<String> locks = new TreeSet<>(sightings.locks());
        of(ReservationChange.class, changes).forEach(one -> locks.add(Reservations.lock(one)));
        of(AvailabilityChange.class, changes)
                .forEach(one -> locks.add(
                        "availability " + one.source() + ' ' + one.change().venue()));
        return locks;
    }

    @SuppressWarnings("unchecked")
    private static <C extends Change> List<Occurrence<C>> of(Class<C> type, List<Occurrence<?>> changes) {
        return changes.stream()
                .filter(one -> type.isInstance(one.change()))
                .map(one -> (Occurrence<C>) one)
                .toList();
    }
}
