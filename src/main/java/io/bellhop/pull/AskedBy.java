package io.bellhop.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a pull is due. */
public enum AskedBy {
    SCHEDULE,

    /** One that told that something happened, but not what. */
    EVENT,

    /** Somebody, by the API. */
    PERSON;

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
