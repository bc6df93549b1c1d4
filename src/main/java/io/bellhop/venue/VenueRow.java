package io.bellhop.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.Told;
import io.bellhop.change.VenueFields;
import io.bellhop.change.Version;
import io.bellhop.state.FieldVersions;
import io.bellhop.state.JsonRows;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** All that a batch of events tells of one venue, of each field the newest telling. */
final class VenueRow {

    /** What is told of a venue; each is a column. */
    static final List<String> FIELDS = List.of(
            VenueFields.NAME,
            VenueFields.ZONE,
            VenueFields.CURRENCY,
            VenueFields.ADDRESS,
            VenueFields.POSTAL_CODE,
            VenueFields.CITY,
            VenueFields.REGION,
            VenueFields.COUNTRY,
            VenueFields.PHONE,
            VenueFields.WEBSITE,
            VenueFields.GROUP);

    private final ObjectNode row;
    private final ObjectNode versions;
    private final FieldVersions newest = FieldVersions.read(null);

    VenueRow(UUID id, VenueReference venue, Instant now) {
        this.row = JsonRows.newRow()
                .put("source", venue.source())
                .put("reference", venue.reference())
                .put("id", id.toString())
                .put("created_at", now.toString())
                .put("updated_at", now.toString());
        this.versions = row.putObject("versions");
    }

    /** @param zones those that can be worked with; another is as good as not told */
    void take(Told told, Version version, Set<String> zones) {
        for (String field : FIELDS) {
            if (told.tells(field) && isUsable(field, told.text(field), zones) && newest.isOlderThan(field, version)) {
                newest.put(field, version);
                row.put(field, told.text(field));
                versions.put(field, version.toString());
            }
        }
    }

    private static boolean isUsable(String field, String value, Set<String> zones) {
        return value == null || !field.equals(VenueFields.ZONE) || zones.contains(value);
    }

    boolean tellsZone() {
        return versions.has(VenueFields.ZONE);
    }

    /** For the database. */
    JsonNode toRow() {
        return row;
    }
}
