package io.bellhop.guest;

import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.Version;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.guest.GuestRow.Use;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decides who is who. Holds the guests that a batch of events may be about, and those it makes.
 *
 * <ol>
 *   <li>A provider's own id decides. Two guests with ids are two, whatever address or number they share (families do); only
 *       {@code guest.merged} makes them one.
 *   <li>An id that is new takes over a guest without any id that has the same e-mail address or phone number, if no other
 *       guest with an id has it.
 *   <li>Without an id, the same e-mail address or phone number is the same guest: the only one with an id if there is one,
 *       else the one without. Between several with ids nothing is guessed: it is somebody new.
 *   <li>The same phone number is not the same guest if both have e-mail addresses and none is the same: a travel agent's.
 *   <li>If one event shows a guest without an id to be another guest too, it is merged into that one; by an address or number
 *       that several with ids share, no event shows it.
 *   <li>An address or number that more than {@value GuestIndex#CROWD} guests share, as a travel agent's or the hotel's own, is
 *       nobody's.
 *   <li>Merging loses nothing: empty fields are filled, addresses and numbers all kept, and the merged guest stays readable.
 * </ol>
 */
final class GuestBook {

    private final GuestIndex guests = new GuestIndex();
    private final Map<GuestRow, GuestRow> merged = new LinkedHashMap<>();
    private final Supplier<UUID> newId;
    private final Instant now;

    GuestBook(Collection<GuestRow> known, Supplier<UUID> newId, Instant now) {
        this.newId = newId;
        this.now = now;
        known.forEach(guests::add);
    }

    Collection<GuestRow> changed() {
        return guests.all().stream().filter(GuestRow::isChanged).toList();
    }

    /** Whom a guest is now, after all that was applied. */
    GuestRow now(GuestRow guest) {
        return merged.getOrDefault(guest, guest);
    }

    /** Who went into whom. */
    Map<GuestRow, GuestRow> merged() {
        return merged;
    }

    /** Applies the change. @return whom it is about; null if nothing tells them from a crowd */
    GuestRow apply(String source, GuestChange change, NormalizedGuest told) {
        GuestRow guest;
        boolean speaksForAnother = false;
        if (change.reference() == null) {
            guest = withoutReference(told.contacts());
        } else {
            Reference reference = new Reference(source, change.reference());
            guest = withReference(reference, told.contacts());
            speaksForAnother = guest.references().get(reference).alias();
            if (change.deleted()) {
                delete(guest, reference, change);
            }
        }
        if (guest != null) {
            tell(guest, told, change.version(), speaksForAnother);
            guests.index(guest);
        }
        return guest;
    }

    private GuestRow withReference(Reference reference, List<Contact> contacts) {
        GuestRow known = guests.of(reference);
        List<Contact> ofNobodyElse = contacts.stream()
                .filter(contact -> !isOfAnother(contact, known))
                .toList();
        List<GuestRow> nameless = guests.matching(ofNobodyElse, contacts).stream()
                .filter(guest -> !guest.hasReference())
                .toList();
        GuestRow guest = known != null ? known : nameless.isEmpty() ? create() : nameless.get(0);
        if (known == null) {
            refer(guest, reference, new Use(false, false));
        }
        nameless.stream().filter(other -> other != guest).forEach(other -> merge(other, guest));
        return guest;
    }

    /** Whoever has no id may be any of several who share it. */
    private boolean isOfAnother(Contact contact, GuestRow guest) {
        return guests.sharing(contact).stream().anyMatch(other -> other != guest && other.hasReference());
    }

    private GuestRow withoutReference(List<Contact> contacts) {
        if (contacts.stream().allMatch(guests::isOfACrowd)) {
            return null;
        }
        List<GuestRow> matches = guests.matching(contacts, contacts);
        List<GuestRow> named = matches.stream().filter(GuestRow::hasReference).toList();
        List<GuestRow> nameless =
                matches.stream().filter(guest -> !guest.hasReference()).toList();
        GuestRow guest = named.size() == 1
                ? named.get(0)
                : nameless.isEmpty() ? sharedByAll(named, contacts).orElseGet(this::create) : nameless.get(0);
        nameless.stream().filter(other -> other != guest).forEach(other -> merge(other, guest));
        return guest;
    }

    /** Of several with ids, the only one that has both the address and the number. */
    private Optional<GuestRow> sharedByAll(List<GuestRow> named, List<Contact> contacts) {
        List<GuestRow> whole = named.stream()
                .filter(guest -> guest.contacts().containsAll(contacts))
                .toList();
        return whole.size() == 1 ? Optional.of(whole.get(0)) : Optional.empty();
    }

    private GuestRow create() {
        GuestRow guest = GuestRow.create(newId.get(), now);
        guests.add(guest);
        return guest;
    }

    private void refer(GuestRow guest, Reference reference, Use use) {
        guest.refer(reference, use);
        guests.put(reference, guest);
    }

    /** Gone for us when it is gone at every provider that had it. */
    private void delete(GuestRow guest, Reference reference, GuestChange change) {
        Use use = guest.references().get(reference);
        guest.refer(reference, new Use(use.alias(), true));
        boolean everywhere = guest.references().values().stream().allMatch(one -> one.alias() || one.deleted());
        if (everywhere && !use.alias()) {
            guest.delete(change.version().at(), now);
        }
    }

    private void tell(GuestRow guest, NormalizedGuest told, Version version, boolean speaksForAnother) {
        told.fields().forEach((field, value) -> {
            if (speaksForAnother || !told.ownRecord()) {
                guest.fill(field, value, version, now);
            } else {
                guest.take(field, value, version, now);
            }
        });
        told.others().forEach(other -> guest.keepAside(other.kind().toString(), other.value(), now));
    }

    /** The provider says that they are one. Ids that nobody has had yet are kept for what is still to come under them. */
    void merge(String source, GuestMerge merge) {
        Reference reference = new Reference(source, merge.survivor());
        GuestRow survivor = guests.of(reference);
        if (survivor == null) {
            survivor = create();
            refer(survivor, reference, new Use(false, false));
        }
        for (String id : merge.merged()) {
            Reference gone = new Reference(source, id);
            GuestRow other = guests.of(gone);
            if (other == survivor) {
                continue;
            }
            if (other == null) {
                refer(survivor, gone, new Use(true, false));
            } else {
                merge(other, survivor);
            }
        }
    }

    private void merge(GuestRow gone, GuestRow survivor) {
        survivor.absorb(gone, now);
        Map<Reference, Use> references = Map.copyOf(gone.references());
        gone.references().clear();
        references.forEach((reference, use) -> refer(survivor, reference, new Use(true, use.deleted())));
        guests.index(survivor);
        merged.replaceAll((earlier, into) -> into == gone ? survivor : into);
        merged.put(gone, survivor);
    }
}
