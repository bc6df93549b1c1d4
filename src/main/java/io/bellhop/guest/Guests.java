package io.bellhop.guest;

import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.ReservationChange;
import io.bellhop.event.EventIds;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

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

    /** What is to be locked before guests are looked for, so that no two transactions make the same guest. */
    public static Set<String> locks(Occurrence<?> occurrence, String region) {
        Wanted wanted = new Wanted();
        wanted.add(occurrence, region);
        Set<String> locks = new HashSet<>();
        wanted.references.forEach(one -> locks.add("guest " + one.source() + ' ' + one.reference()));
        wanted.contacts.forEach(one -> locks.add(one.kind() + " " + one.value()));
        return locks;
    }

    /**
     * Applies guest changes, merges, and the guests of reservation changes, in the caller's transaction, which holds their
     * locks.
     *
     * @param regions the region of phone numbers, by source; may give null
     * @param mayMerge whether the transaction keeps all others from linking reservations to guests meanwhile
     * @return the guest of each reservation change that has one. Fails with {@link MergeFoundException} if two guests turn
     *     out to be one and it may not merge
     */
    public Uni<Map<Occurrence<?>, UUID>> apply(
            SqlConnection connection,
            List<? extends Occurrence<? extends Change>> occurrences,
            UnaryOperator<String> regions,
            boolean mayMerge) {
        Wanted wanted = new Wanted();
        occurrences.forEach(one -> wanted.add(one, regions.apply(one.source())));
        return store.load(connection, wanted.references, wanted.contacts)
                .emitOn(Infrastructure.getDefaultExecutor())
                .flatMap(known -> {
                    GuestBook book = new GuestBook(known, ids::next, clock.instant());
                    Map<Occurrence<?>, UUID> guests = apply(book, occurrences, regions);
                    if (!mayMerge && !book.merged().isEmpty()) {
                        return Uni.createFrom().failure(new MergeFoundException());
                    }
                    return store.save(connection, book.changed(), book.merged()).replaceWith(guests);
                });
    }

    private static Map<Occurrence<?>, UUID> apply(
            GuestBook book,
            Collection<? extends Occurrence<? extends Change>> occurrences,
            UnaryOperator<String> regions) {
        Map<Occurrence<?>, GuestRow> guests = new LinkedHashMap<>();
        for (Occurrence<? extends Change> occurrence : occurrences) {
            String source = occurrence.source();
            if (occurrence.change() instanceof GuestMerge merge) {
                book.merge(source, merge);
            } else if (occurrence.change() instanceof GuestChange change) {
                book.apply(source, change, regions.apply(source));
            } else if (occurrence.change() instanceof ReservationChange change && change.guest() != null) {
                guests.put(occurrence, book.apply(source, change.guest(), regions.apply(source)));
            }
        }
        Map<Occurrence<?>, UUID> now = new HashMap<>();
        guests.forEach(
                (occurrence, guest) -> now.put(occurrence, book.now(guest).id()));
        return now;
    }

    /** By what a batch may find its guests. */
    private static final class Wanted {

        private final Set<Reference> references = new HashSet<>();
        private final Set<Contact> contacts = new HashSet<>();

        void add(Occurrence<?> occurrence, String region) {
            if (occurrence.change() instanceof GuestMerge merge) {
                references.add(new Reference(occurrence.source(), merge.survivor()));
                merge.merged().forEach(gone -> references.add(new Reference(occurrence.source(), gone)));
            } else if (occurrence.change() instanceof GuestChange change) {
                add(occurrence.source(), change, region);
            } else if (occurrence.change() instanceof ReservationChange change && change.guest() != null) {
                add(occurrence.source(), change.guest(), region);
            }
        }

        private void add(String source, GuestChange change, String region) {
            if (change.reference() != null) {
                references.add(new Reference(source, change.reference()));
            }
            contacts.addAll(GuestBook.contacts(change.fields(), region));
        }
    }
}
