package io.bellhop.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings tellings of one thing into its row, field by field, the newest telling of each. So the same tellings end in the same
 * row whatever order they come in, and one that tells little takes nothing away.
 *
 * <p>A field with a dot, as {@code details.board_used}, is one of the object in the column before the dot.
 */
public final class NewestWins {

    private final ObjectNode row;
    private final FieldVersions versions;
    private final Set<String> changed = new TreeSet<>();

    /** @param row is changed; its versions are in its field {@code versions} */
    public NewestWins(ObjectNode row) {
        this.row = row;
        this.versions = FieldVersions.read(row.get("versions"));
    }

    /** Takes every field that is told; one told as null has no value from then on. */
    public NewestWins take(Told told, Version version) {
        told.fields().forEach(field -> take(field, told.get(field), version));
        return this;
    }

    public NewestWins take(String field, Object value, Version version) {
        if (versions.isOlderThan(field, version)) {
            versions.put(field, version);
            JsonNode json = JsonRows.value(value);
            if (!JsonRows.same(get(row, field), json)) {
                set(field, json);
                changed.add(field);
            }
        }
        return this;
    }

    /** Writes the versions back, too. @return the fields that have another value now, in alphabetical order */
    public Set<String> done() {
        row.set("versions", versions.toJson());
        return changed;
    }

    /** A field of a row; null if it is not there. */
    public static JsonNode get(JsonNode row, String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? row.get(field) : row.path(field.substring(0, dot)).get(field.substring(dot + 1));
    }

    private void set(String field, JsonNode value) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            row.set(field, value);
            return;
        }
        String column = field.substring(0, dot);
        ObjectNode object = row.get(column) instanceof ObjectNode present ? present : row.putObject(column);
        String name = field.substring(dot + 1);
        if (value.isNull()) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }
}
