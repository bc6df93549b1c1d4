package io.bellhop.guest;

import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.ReservationChange;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.state.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** All that a batch of events tells of guests, in its order: their own changes, merges, and who has a reservation. */
public final class GuestSightings {

    private final List<Sighting> all = new ArrayList<>();
    private final Set<Reference> references = new HashSet<>();
    private final Set<Contact> contacts = new HashSet<>();

    private GuestSightings() {}

    /** @param guest null for a merge */
    private record Sighting(Occurrence<?> occurrence, GuestChange guest, NormalizedGuest told) {}

    /** @param regions the region of phone numbers, by source; may give null */
    public static GuestSightings of(List<Occurrence<?>> occurrences, UnaryOperator<String> regions) {
        GuestSightings sightings = new GuestSightings();
        for (Occurrence<?> one : occurrences) {
            if (one.change() instanceof GuestMerge merge) {
                sightings.add(one, merge);
            } else if (one.change() instanceof GuestChange guest) {
                sightings.add(one, guest, NormalizedGuest.of(guest.fields(), regions.apply(one.source())));
            } else if (one.change() instanceof ReservationChange change && change.guest() != null) {
                NormalizedGuest told = NormalizedGuest.of(change.guest().fields(), regions.apply(one.source()));
                sightings.add(one, change.guest(), told.besideAReservation());
            }
        }
        return sightings;
    }

    private void add(Occurrence<?> occurrence, GuestMerge merge) {
        all.add(new Sighting(occurrence, null, null));
        references.add(new Reference(occurrence.source(), merge.survivor()));
        merge.merged().forEach(gone -> references.add(new Reference(occurrence.source(), gone)));
    }

    private void add(Occurrence<?> occurrence, GuestChange change, NormalizedGuest told) {
        GuestChange guest = new GuestChange(
                change.reference(), occurrence.bounded(change.version()), change.deleted(), change.fields());
        all.add(new Sighting(occurrence, guest, told));
        if (guest.reference() != null) {
            references.add(new Reference(occurrence.source(), guest.reference()));
        }
        contacts.addAll(told.contacts());
        contacts.addAll(told.others());
    }

    /** What is to be locked before guests are looked for, so that no two transactions make the same guest. */
    public Set<String> locks() {
        Set<String> locks = new HashSet<>();
        references.forEach(one -> locks.add("guest " + one.source() + ' ' + one.reference()));
        contacts.forEach(one -> locks.add(one.kind() + " " + one.value()));
        return locks;
    }

    Set<Reference> references() {
        return references;
    }

    Set<Contact> contacts() {
        return contacts;
    }

    /** @return the guest of each reservation change that has one */
    Map<Occurrence<?>, UUID> apply(GuestBook book) {
        Map<Occurrence<?>, GuestRow> guests = new LinkedHashMap<>();
        for (Sighting sighting : all) {
            Occurrence<?> occurrence = sighting.occurrence();
            if (occurrence.change() instanceof GuestMerge merge) {
                book.merge(occurrence.source(), merge);
                continue;
            }
            GuestRow guest = book.apply(occurrence.source(), sighting.guest(), sighting.told());
            if (guest != null && occurrence.change() instanceof ReservationChange) {
                guests.put(occurrence, guest);
            }
        }
        Map<Occurrence<?>, UUID> now = new HashMap<>();
        guests.forEach(
                (occurrence, guest) -> now.put(occurrence, book.now(guest).id()));
        return now;
    }
}
