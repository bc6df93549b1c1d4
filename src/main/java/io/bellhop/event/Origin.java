package io.bellhop.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an event came to us. */
public enum Origin {

    /** Its provider sent it. */
    WEBHOOK,

    /** We pulled it, with others, because no webhook had told us. */
    PULL;

    public static Origin parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
