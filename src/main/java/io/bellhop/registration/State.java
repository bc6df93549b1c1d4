package io.bellhop.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a webhook stands at its provider. */
public enum State {
    /** Nobody can say: the provider has no call for it, and it was not registered from here. */
    UNKNOWN,
    /** It is not there. */
    ABSENT,
    /** As it is wanted; if the provider cannot be asked, as it was registered from here. */
    REGISTERED,
    /** There, and not as it is wanted. */
    DRIFTED;

    static State parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As in the database and in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
