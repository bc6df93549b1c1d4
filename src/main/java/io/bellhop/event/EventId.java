package io.bellhop.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event's id: a UUID of version 7, shown as {@code evt_} and its 32 hexadecimal digits, which PostgreSQL reads as a
 * {@code uuid} without the prefix. Its first 48 bits are the millisecond at which the event was stored, so ids order as
 * the events do.
 */
@Schema(implementation = String.class, examples = "evt_01a1fe520ce37b97a18dd883739ba859")
public record EventId(UUID value) {

    private static final String PREFIX = "evt_";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if the text is not an event id */
    @JsonCreator
    public static EventId parse(String text) {
        return new EventId(parse(PREFIX, text));
    }

    /** Reads any of the gateway's ids: a prefix and 32 hexadecimal digits. */
    public static UUID parse(String prefix, String text) {
        String hex = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("an id is " + prefix + " and 32 hexadecimal digits");
        }
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    /** Shows any of the gateway's ids. */
    public static String format(String prefix, UUID id) {
        StringBuilder text = new StringBuilder(prefix.length() + 32).append(prefix);
        appendHex(text, id.getMostSignificantBits());
        appendHex(text, id.getLeastSignificantBits());
        return text.toString();
    }

    private static void appendHex(StringBuilder text, long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (bits >>> shift) & 0xf, 16));
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return format(PREFIX, value);
    }
}
