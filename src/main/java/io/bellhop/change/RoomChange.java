package io.bellhop.change;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Whether somebody is in a room.
 *
 * @param reference the provider's own id of the room
 * @param providerPresence as the provider writes it; null if it says nothing
 */
public record RoomChange(String reference, Version version, Presence presence, String providerPresence)
        implements Change {

    /** Who is in it. */
    public enum Presence {
        FREE,
        BUSY,
        UNKNOWN;

        /** @throws IllegalArgumentException if it is none of them */
        public static Presence parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        /** As the API and the database write it. */
        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
