package io.bellhop.guest;

import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.PHONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.Version;
import io.bellhop.guest.Contact.Kind;
import io.bellhop.state.FieldVersions;
import io.bellhop.state.JsonRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A guest while events are applied to them. */
final class GuestRow {

    /** Somebody with more is no longer one person; the oldest are still in the events. */
    private static final int MAX_OTHERS = 20;

    /** Before all that a guest's own events tell. Behind it, as the tie-break, stands the version that the alias told. */
    private static final Instant FILLING = Instant.parse("0000-01-01T00:00:00Z");

    private final ObjectNode row;
    private final FieldVersions versions;
    private final Map<Reference, Use> references = new HashMap<>();
    private boolean changed;

    private GuestRow(ObjectNode row) {
        this.row = row;
        this.versions = FieldVersions.read(row.get("versions"));
    }

    /** A provider's own id of a guest. */
    record Reference(String source, String reference) {}

    /** @param alias it was another guest's, who was merged into this one @param deleted the provider removed its record */
    record Use(boolean alias, boolean deleted) {}

    static GuestRow of(ObjectNode row) {
        return new GuestRow(row);
    }

    static GuestRow create(UUID id, Instant now) {
        ObjectNode row = JsonRows.newRow()
                .put("id", id.toString())
                .put("created_at", now.toString())
                .put("updated_at", now.toString());
        row.putArray("other_emails");
        row.putArray("other_phones");
        GuestRow guest = new GuestRow(row);
        guest.changed = true;
        return guest;
    }

    UUID id() {
        return UUID.fromString(row.get("id").textValue());
    }

    boolean isChanged() {
        return changed;
    }

    Map<Reference, Use> references() {
        return references;
    }

    void refer(Reference reference, Use use) {
        if (!use.equals(references.put(reference, use))) {
            changed = true;
        }
    }

    /** Known to a provider under an id of its own, so that no e-mail address makes them somebody else. */
    boolean hasReference() {
        return !references.isEmpty();
    }

    /** Null if there is none. */
    String text(String field) {
        return row.path(field).textValue();
    }

    /** One that could not be normalised is among them as it was written; nobody is ever looked for by that. */
    Set<Contact> contacts() {
        Set<Contact> contacts = new LinkedHashSet<>();
        add(contacts, Kind.EMAIL, row.path(EMAIL));
        row.path("other_emails").forEach(value -> add(contacts, Kind.EMAIL, value));
        add(contacts, Kind.PHONE, row.path(PHONE));
        row.path("other_phones").forEach(value -> add(contacts, Kind.PHONE, value));
        return contacts;
    }

    private static void add(Set<Contact> contacts, Kind kind, JsonNode value) {
        if (value.isTextual()) {
            contacts.add(new Contact(kind, value.textValue()));
        }
    }

    /** The newest telling wins; what an e-mail address or phone number was before still finds the guest. */
    void take(String field, JsonNode told, Version version, Instant now) {
        if (!versions.isOlderThan(field, version)) {
            keepAside(field, told.textValue(), now);
            return;
        }
        if (!JsonRows.same(row.get(field), told)) {
            String before = text(field);
            row.set(field, told);
            keepAside(field, before, now);
            dropAside(field, told.textValue());
            touch(now);
        }
        versions.put(field, version);
        changed = true;
    }

    /**
     * Only where the guest's own events have told nothing, before or after: what an alias tells must not speak over the guest
     * it has become. Of what several aliases tell, the newest.
     */
    void fill(String field, JsonNode told, Version version, Instant now) {
        boolean filling = version.at().equals(FILLING);
        take(field, told, filling ? version : new Version(FILLING, version.toString()), now);
    }

    /** Another address or number, normalised, by which the guest is found. */
    void keepAside(String field, String contact, Instant now) {
        if (contact == null || !field.equals(EMAIL) && !field.equals(PHONE)) {
            return;
        }
        ArrayNode others = (ArrayNode) row.get("other_" + field + "s");
        if (!contact.equals(text(field)) && !contains(others, contact)) {
            others.insert(0, contact);
            if (others.size() > MAX_OTHERS) {
                others.remove(MAX_OTHERS);
            }
            touch(now);
        }
    }

    /** What is the address or number now is not another one too. */
    private void dropAside(String field, String contact) {
        if (row.get("other_" + field + "s") instanceof ArrayNode others) {
            others.removeIf(other -> Objects.equals(other.textValue(), contact));
        }
    }

    private static boolean contains(ArrayNode texts, String text) {
        for (JsonNode one : texts) {
            if (Objects.equals(one.textValue(), text)) {
                return true;
            }
        }
        return false;
    }

    /** What the other has and this one lacks; two addresses or numbers are kept both. Anything else stays with the other. */
    void absorb(GuestRow other, Instant now) {
        other.versions.fields().forEach(field -> fill(field, other.row.get(field), other.versions.get(field), now));
        other.row.path("other_emails").forEach(value -> keepAside(EMAIL, value.textValue(), now));
        other.row.path("other_phones").forEach(value -> keepAside(PHONE, value.textValue(), now));
        other.row.put("merged_into", row.get("id").textValue());
        other.touch(now);
        touch(now);
    }

    void delete(Instant at, Instant now) {
        if (row.path("deleted_at").isTextual()) {
            return;
        }
        row.put("deleted_at", at.toString());
        touch(now);
    }

    private void touch(Instant now) {
        row.put("updated_at", now.toString());
        changed = true;
    }

    /** For the database. */
    ObjectNode toRow() {
        row.set("versions", versions.toJson());
        return row;
    }

    boolean isMerged() {
        return row.path("merged_into").isTextual();
    }

    @Override
    public String toString() {
        return "GuestRow[" + row.get("id") + "]";
    }
}
