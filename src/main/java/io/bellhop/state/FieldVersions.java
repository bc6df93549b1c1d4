package io.bellhop.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which version each field of a row is of. A field that was never told has none, and any telling of it is newer. */
public final class FieldVersions {

    private final Map<String, Version> byField;

    private FieldVersions(Map<String, Version> byField) {
        this.byField = byField;
    }

    /** @param json as {@link #toJson()} wrote it; null or missing for a row that nothing was told of */
    public static FieldVersions read(JsonNode json) {
        Map<String, Version> byField = new HashMap<>();
        if (json != null && json.isObject()) {
            json.properties().forEach(entry -> {
                Version version = Version.parse(entry.getKey());
                entry.getValue().forEach(field -> byField.put(field.textValue(), version));
            });
        }
        return new FieldVersions(byField);
    }

    /** Whether a telling of the field in this version counts. Of two equally new, the first that came. */
    public boolean isOlderThan(String field, Version version) {
        Version known = byField.get(field);
        return known == null || version.isAfter(known);
    }

    public void put(String field, Version version) {
        byField.put(field, version);
    }

    /** Null if the field was never told. */
    public Version get(String field) {
        return byField.get(field);
    }

    /** Those told so far. */
    public Set<String> fields() {
        return byField.keySet();
    }

    /** The fields by version, since most often all are of one: {@code {"2026-05-04T…": ["status", "party_size"]}}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonRows.newRow();
        new TreeMap<>(byField).forEach((field, version) -> {
            String key = version.toString();
            (json.get(key) instanceof ArrayNode fields ? fields : json.putArray(key)).add(field);
        });
        return json;
    }
}
