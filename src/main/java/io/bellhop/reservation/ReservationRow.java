package io.bellhop.reservation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.GuestFields;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.ReservationFields;
import io.bellhop.change.ReservationStatus;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.Origin;
import io.bellhop.guest.Guests;
import io.bellhop.state.JsonRows;
import io.bellhop.state.NewestWins;
import io.bellhop.state.Occurrence;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A reservation while events are applied to it. */
final class ReservationRow {

    private static final String VENUE = "venue";
    private static final String GUEST = "guest_id";
    private static final String GUEST_EMAIL = "guest_email";
    private static final String DELETED = "deleted_at";

    private final ObjectNode row;
    private final boolean created;
    private final ReservationStatus statusBefore;
    private final boolean deletedBefore;
    private final Set<String> changed = new TreeSet<>();
    private boolean importedOnly = true;

    private ReservationRow(ObjectNode row, boolean created) {
        this.row = row;
        this.created = created;
        this.statusBefore = status();
        this.deletedBefore = isDeleted();
    }

    static ReservationRow of(ObjectNode row) {
        return new ReservationRow(row, false);
    }

    static ReservationRow create(UUID id, String source, String reference, Instant now) {
        ObjectNode row = JsonRows.newRow()
                .put("id", id.toString())
                .put("source", source)
                .put("reference", reference)
                .put("creation_seen", false)
                .put("created_at", now.toString())
                .put("updated_at", now.toString());
        row.putArray("changed_fields");
        return new ReservationRow(row, true);
    }

    /** @param guest null if the event tells of none */
    void apply(Occurrence<ReservationChange> occurrence, UUID guest, Instant now) {
        Event event = occurrence.event();
        ReservationChange change = occurrence.change();
        Version version = occurrence.bounded(change.version());
        if (!row.hasNonNull("version") || version.isAfter(Version.parse(text("version")))) {
            compare(event, change.previous());
            row.put("version", version.toString());
        }
        Set<String> effect = take(change, guest, version);
        if (change.deleted() && !isDeleted()) {
            row.put(DELETED, version.at().toString());
            effect.add(DELETED);
        }
        boolean imported = event.origin() == Origin.IMPORT;
        importedOnly &= imported;
        row.put("creation_seen", isCreationSeen() || change.created() && !imported);
        note(event, effect, now);
    }

    /** @return the fields that have another value now */
    private Set<String> take(ReservationChange change, UUID guest, Version version) {
        NewestWins fields = new NewestWins(row).take(change.fields(), version);
        if (change.venue() != null) {
            fields.take(VENUE, change.venue(), version);
        }
        if (guest != null) {
            fields.take(GUEST, guest.toString(), version);
        }
        if (change.guest() != null && change.guest().fields().tells(GuestFields.EMAIL)) {
            fields.take(GUEST_EMAIL, Guests.email(change.guest()), version);
        }
        Set<String> effect = new TreeSet<>(fields.done());
        effect.remove(GUEST_EMAIL);
        if (row.hasNonNull("event_id")) {
            // Once the venue's own is known, it stands in place of the one that each event tells.
            effect.remove(ReservationFields.ZONE);
        } else {
            // Of one that was not held, the provider's previous state, if it tells one, says what has changed.
            effect.removeIf(field -> isAsBefore(field, change.previous()));
        }
        return effect;
    }

    private boolean isAsBefore(String field, Told previous) {
        return previous.tells(field) && JsonRows.same(JsonRows.value(previous.get(field)), NewestWins.get(row, field));
    }

    /** Whether the provider's previous state, if it tells one, is what is held. If it is, a gap there was is over. */
    private void compare(Event event, Told previous) {
        if (previous.isEmpty()) {
            return;
        }
        Set<String> gap = gap(previous);
        if (gap.isEmpty()) {
            row.putNull("gap_fields").putNull("gap_event_id");
        } else {
            set("gap_fields", gap);
            row.put("gap_event_id", event.id().value().toString());
        }
    }

    private void note(Event event, Set<String> effect, Instant now) {
        if (!effect.isEmpty() || !row.hasNonNull("event_id")) {
            set("changed_fields", effect);
            row.put("event_id", event.id().value().toString());
            row.put("updated_at", now.toString());
            changed.addAll(effect);
        }
    }

    private void set(String field, Collection<String> texts) {
        ArrayNode array = row.putArray(field);
        texts.forEach(array::add);
    }

    /** Where the provider's previous state is not what is held: an event between was missed, or is still to come. */
    private Set<String> gap(Told previous) {
        Set<String> gap = new TreeSet<>();
        previous.values().forEach((field, value) -> {
            if (!JsonRows.same(NewestWins.get(row, field), JsonRows.value(value))) {
                gap.add(field);
            }
        });
        return gap;
    }

    UUID id() {
        return UUID.fromString(text("id"));
    }

    /** Null if it is not known. */
    ReservationStatus status() {
        String status = text(ReservationFields.STATUS);
        return status == null ? null : ReservationStatus.parse(status);
    }

    /** What it was before these events; null if it was not known, or not there. */
    ReservationStatus statusBefore() {
        return statusBefore;
    }

    boolean isDeleted() {
        return row.hasNonNull(DELETED);
    }

    boolean wasDeleted() {
        return deletedBefore;
    }

    boolean isCreationSeen() {
        return row.path("creation_seen").booleanValue();
    }

    /** Whether all of these events tell of the past, as a first pull finds it. */
    boolean isImportedOnly() {
        return importedOnly;
    }

    /** By these events; empty for one that they made. */
    Set<String> changed() {
        return created ? Set.of() : changed;
    }

    /** For the database. */
    JsonNode toRow() {
        return row;
    }

    private String text(String field) {
        return row.path(field).textValue();
    }
}
