package io.bellhop.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an event came to us. */
public enum Origin {

    /** Its provider sent it. */
    WEBHOOK,

    /** We asked for it: a webhook had told of it, or should have. */
    PULL,

    /** Of the past, as a first pull finds it, or of before the source was there. Nobody is written to for it. */
    IMPORT,

    /** It happened in the gateway itself. */
    GATEWAY;

    public static Origin parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
