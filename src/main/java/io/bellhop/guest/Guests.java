package io.bellhop.guest;

import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestFields;
import io.bellhop.event.EventIds;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** Applies what events tell of guests, in their order, and says whom a reservation is for. */
@Singleton
public final class Guests {

    private final GuestStore store;
    private final EventIds ids;
    private final InstantSource clock;

    Guests(GuestStore store, EventIds ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** The address that the change tells, normalised; null if it is none. */
    public static String email(GuestChange change) {
        return Contact.email(change.fields().text(GuestFields.EMAIL))
                .map(Contact::value)
                .orElse(null);
    }

    /**
     * Applies guest changes, merges, and the guests of reservation changes, in the caller's transaction, which holds their
     * locks.
     *
     * @param mayMerge whether the transaction keeps all others from linking reservations to guests meanwhile
     * @return the guest of each reservation change that has one. Fails with {@link MergeFoundException} if two guests turn
     *     out to be one and it may not merge
     */
    public Uni<Map<Occurrence<?>, UUID>> apply(SqlConnection connection, GuestSightings sightings, boolean mayMerge) {
        return store.load(connection, sightings.references(), sightings.contacts())
                .flatMap(known -> {
                    GuestBook book = new GuestBook(known, ids::next, clock.instant());
                    Map<Occurrence<?>, UUID> guests = sightings.apply(book);
                    if (!mayMerge && !book.merged().isEmpty()) {
                        return Uni.createFrom().failure(new MergeFoundException());
                    }
                    return store.save(connection, book.changed(), book.merged()).replaceWith(guests);
                });
    }
}
