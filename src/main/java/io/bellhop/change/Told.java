package io.bellhop.change;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Fields of a thing and their values, as one event tells them. A field told as null has no value; of one that is not told
 * at all, the event says nothing, and what is known stays.
 *
 * <p>Values are texts, whole numbers, {@link java.math.BigDecimal}, booleans, and lists and maps of them; dates are texts
 * as {@code 2026-06-20}, times as {@code 19:30:00}.
 */
public final class Told {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Map<String, Object> values;

    private Told(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    public static Told nothing() {
        return new Told(Map.of());
    }

    /** Begins a telling. */
    public static Telling tell() {
        return new Telling();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** In the order they were told. */
    public Set<String> fields() {
        return values.keySet();
    }

    public boolean tells(String field) {
        return values.containsKey(field);
    }

    /** Null also if the field is not told. */
    public Object get(String field) {
        return values.get(field);
    }

    public String text(String field) {
        return (String) values.get(field);
    }

    @JsonValue
    public Map<String, Object> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Told told && values.equals(told.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The fields, not their values: those may be a person's. */
    @Override
    public String toString() {
        return "Told" + values.keySet();
    }

    /** Collects fields. */
    public static final class Telling {

        private final Map<String, Object> values = new LinkedHashMap<>();

        private Telling() {}

        /** @param value may be null: the thing has none */
        public Telling that(String field, Object value) {
            values.put(field, written(value));
            return this;
        }

        /** Says nothing of the field if the value is null. */
        public Telling ifKnown(String field, Object value) {
            return value == null ? this : that(field, value);
        }

        public Told done() {
            return new Told(new LinkedHashMap<>(values));
        }

        private static Object written(Object value) {
            if (value instanceof LocalTime time) {
                return TIME.format(time);
            }
            return value instanceof LocalDate || value instanceof Enum ? value.toString() : value;
        }
    }
}
