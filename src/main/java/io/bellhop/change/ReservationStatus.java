package io.bellhop.change;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a reservation is, whatever its provider calls it. */
public enum ReservationStatus {
    REQUESTED,
    CONFIRMED,
    ARRIVED,
    SEATED,
    COMPLETED,
    CANCELED,
    NO_SHOW;

    /** As settings, the API and the database write it: {@code no-show}. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if it is none; the message has those there are */
    public static ReservationStatus parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status \"" + text + "\"; have "
                        + Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
