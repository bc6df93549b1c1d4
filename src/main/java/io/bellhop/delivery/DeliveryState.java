package io.bellhop.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a delivery is. */
public enum DeliveryState {

    /** Its first attempt, or another, is still to come. */
    PENDING,

    /** The receiver, or the fallback, answered 2xx. */
    DELIVERED,

    /** Out of attempts, and kept for a person. */
    DEAD,

    /** Was dead, and a person has had it sent again, as another delivery. */
    REPLAYED;

    /** @throws IllegalArgumentException if it is none of them */
    static DeliveryState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
