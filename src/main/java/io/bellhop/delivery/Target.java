package io.bellhop.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which of a subscription's addresses. */
public enum Target {
    CALLBACK,
    FALLBACK;

    static Target parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
