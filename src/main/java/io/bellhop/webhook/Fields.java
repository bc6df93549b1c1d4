package io.bellhop.webhook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request's headers or query parameters: several values to a name, names without regard to case. */
public final class Fields {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** In the order of the entries. */
    public static Fields of(Iterable<Map.Entry<String, String>> entries) {
        Fields fields = new Fields();
        entries.forEach(entry -> fields.values
                .computeIfAbsent(entry.getKey(), unused -> new ArrayList<>(1))
                .add(entry.getValue()));
        return fields;
    }

    public static Fields of(Map<String, List<String>> values) {
        Fields fields = new Fields();
        values.forEach((name, list) -> fields.values
                .computeIfAbsent(name, unused -> new ArrayList<>(1))
                .addAll(list));
        return fields;
    }

    public static Fields none() {
        return new Fields();
    }

    /** Empty if the name is not there. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value; null if the name is not there. */
    public String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(0);
    }

    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Names only: the values may be credentials. */
    @Override
    public String toString() {
        return "Fields" + values.keySet();
    }
}
