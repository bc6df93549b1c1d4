package io.bellhop.guest;

import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.OTHER_EMAIL;
import static io.bellhop.change.GuestFields.OTHER_PHONE;
import static io.bellhop.change.GuestFields.PHONE;

import com.fasterxml.jackson.databind.node.TextNode;
import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.Told;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.guest.GuestRow.Use;
import io.bellhop.state.JsonRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 *   <li>If one event shows a guest without an id to be another guest too, it is merged into that one; by an address or number
 *       that several with ids share, no event shows it.
 *   <li>Merging loses nothing: empty fields are filled, addresses and numbers all kept, and the merged guest stays readable.
 * </ol>
 */
final class GuestBook {

    private final Map<Reference, GuestRow> byReference = new HashMap<>();
    private final Map<Contact, Set<GuestRow>> byContact = new HashMap<>();
    private final Map<UUID, GuestRow> all = new LinkedHashMap<>();
    private final Map<GuestRow, GuestRow> merged = new LinkedHashMap<>();
    private final Supplier<UUID> newId;
    private final Instant now;

    GuestBook(Collection<GuestRow> known, Supplier<UUID> newId, Instant now) {
        this.newId = newId;
        this.now = now;
        known.forEach(this::add);
    }

    private void add(GuestRow guest) {
        all.put(guest.id(), guest);
        guest.references().keySet().forEach(reference -> byReference.put(reference, guest));
        index(guest);
    }

    private void index(GuestRow guest) {
        guest.contacts()
                .forEach(contact -> byContact
                        .computeIfAbsent(contact, unused -> new LinkedHashSet<>())
                        .add(guest));
    }

    Collection<GuestRow> changed() {
        return all.values().stream().filter(GuestRow::isChanged).toList();
    }

    /** Whom a guest is now, after all that was applied. */
    GuestRow now(GuestRow guest) {
        return merged.getOrDefault(guest, guest);
    }

    /** Who went into whom. */
    Map<GuestRow, GuestRow> merged() {
        return merged;
    }

    /** Applies the change. @param region see {@link Contact#phone} @return whom it is about */
    GuestRow apply(String source, GuestChange change, String region) {
        List<Contact> contacts = contacts(change.fields(), region);
        GuestRow guest;
        boolean speaksForAnother = false;
        if (change.reference() == null) {
            guest = withoutReference(contacts);
        } else {
            Reference reference = new Reference(source, change.reference());
            guest = withReference(reference, contacts);
            speaksForAnother = guest.references().get(reference).alias();
            if (change.deleted()) {
                delete(guest, reference, change);
            }
        }
        tell(guest, change, region, speaksForAnother);
        index(guest);
        return guest;
    }

    private GuestRow withReference(Reference reference, List<Contact> contacts) {
        GuestRow known = byReference.get(reference);
        List<Contact> ofNobodyElse = contacts.stream()
                .filter(contact -> !isOfAnother(contact, known))
                .toList();
        List<GuestRow> nameless = matches(ofNobodyElse).stream()
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
        return byContact.getOrDefault(contact, Set.of()).stream()
                .anyMatch(other -> other != guest && other.hasReference());
    }

    private GuestRow withoutReference(List<Contact> contacts) {
        List<GuestRow> matches = matches(contacts);
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

    /** The oldest first. */
    private List<GuestRow> matches(List<Contact> contacts) {
        Set<GuestRow> matches = new LinkedHashSet<>();
        contacts.forEach(contact -> matches.addAll(byContact.getOrDefault(contact, Set.of())));
        return matches.stream()
                .filter(guest -> !guest.isMerged())
                .sorted((one, other) -> one.id().toString().compareTo(other.id().toString()))
                .toList();
    }

    private GuestRow create() {
        GuestRow guest = GuestRow.create(newId.get(), now);
        add(guest);
        return guest;
    }

    private void refer(GuestRow guest, Reference reference, Use use) {
        byReference.put(reference, guest);
        guest.refer(reference, use);
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

    private void tell(GuestRow guest, GuestChange change, String region, boolean speaksForAnother) {
        Told fields = change.fields();
        for (String field : fields.fields()) {
            String normalized = normalized(field, fields, region);
            switch (field) {
                case OTHER_EMAIL -> guest.keepAside(EMAIL, normalized);
                case OTHER_PHONE -> guest.keepAside(PHONE, normalized);
                default -> {
                    var value = normalized == null ? JsonRows.value(fields.get(field)) : TextNode.valueOf(normalized);
                    if (value.isNull()) {
                        continue;
                    }
                    if (speaksForAnother) {
                        guest.fill(field, value, change.version(), now);
                    } else {
                        guest.take(field, value, change.version(), now);
                    }
                }
            }
        }
    }

    /** Null for a field that is neither an address nor a number, and for one that cannot be read as such. */
    private static String normalized(String field, Told fields, String region) {
        return switch (field) {
            case EMAIL, OTHER_EMAIL ->
                Contact.email(fields.text(field)).map(Contact::value).orElse(null);
            case PHONE, OTHER_PHONE ->
                Contact.phone(fields.text(field), region).map(Contact::value).orElse(null);
            default -> null;
        };
    }

    /** By which the change may find its guest. */
    static List<Contact> contacts(Told fields, String region) {
        List<Contact> contacts = new ArrayList<>();
        Contact.email(fields.text(EMAIL)).ifPresent(contacts::add);
        Contact.phone(fields.text(PHONE), region).ifPresent(contacts::add);
        return contacts;
    }

    /** The provider says that they are one. Ids that nobody has had yet are kept for what is still to come under them. */
    void merge(String source, GuestMerge merge) {
        Reference reference = new Reference(source, merge.survivor());
        GuestRow survivor = byReference.get(reference);
        if (survivor == null) {
            survivor = create();
            refer(survivor, reference, new Use(false, false));
        }
        for (String id : merge.merged()) {
            Reference gone = new Reference(source, id);
            GuestRow other = byReference.get(gone);
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
        index(survivor);
        merged.replaceAll((earlier, into) -> into == gone ? survivor : into);
        merged.put(gone, survivor);
    }
}
