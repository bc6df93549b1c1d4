package io.bellhop.guest;

import io.bellhop.guest.Contact.Kind;
import io.bellhop.guest.GuestRow.Reference;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The guests at hand, by all that they can be found by. */
final class GuestIndex {

    /** More guests than this do not share an address or number because they are family. */
    static final int CROWD = 10;

    private final Map<UUID, GuestRow> all = new LinkedHashMap<>();
    private final Map<Reference, GuestRow> byReference = new HashMap<>();
    private final Map<Contact, Set<GuestRow>> byContact = new HashMap<>();

    void add(GuestRow guest) {
        all.put(guest.id(), guest);
        guest.references().keySet().forEach(reference -> put(reference, guest));
        index(guest);
    }

    void put(Reference reference, GuestRow guest) {
        byReference.put(reference, guest);
    }

    /** Makes the guest be found by every address and number that they have by now. */
    void index(GuestRow guest) {
        guest.contacts()
                .forEach(contact -> byContact
                        .computeIfAbsent(contact, unused -> new LinkedHashSet<>())
                        .add(guest));
    }

    Collection<GuestRow> all() {
        return all.values();
    }

    /** Null if there is none. */
    GuestRow of(Reference reference) {
        return byReference.get(reference);
    }

    boolean isOfACrowd(Contact contact) {
        return byContact.getOrDefault(contact, Set.of()).size() > CROWD;
    }

    /** Those who have it; none if it is a crowd's. */
    Collection<GuestRow> sharing(Contact contact) {
        return isOfACrowd(contact) ? List.of() : byContact.getOrDefault(contact, Set.of());
    }

    /** Whether both have e-mail addresses, and none is the same. */
    private static boolean isElsewhere(GuestRow guest, List<Contact> told) {
        List<Contact> addresses =
                told.stream().filter(contact -> contact.kind() == Kind.EMAIL).toList();
        Set<Contact> known = guest.contacts();
        return !addresses.isEmpty()
                && known.stream().anyMatch(contact -> contact.kind() == Kind.EMAIL)
                && addresses.stream().noneMatch(known::contains);
    }

    /** Those who have one of them, and no other e-mail address than those told; the oldest first. */
    List<GuestRow> matching(List<Contact> contacts, List<Contact> told) {
        return contacts.stream()
                .flatMap(contact -> sharing(contact).stream()
                        .filter(guest -> contact.kind() == Kind.EMAIL || !isElsewhere(guest, told)))
                .distinct()
                .filter(guest -> !guest.isMerged())
                .sorted(Comparator.comparing(guest -> guest.id().toString()))
                .toList();
    }
}
