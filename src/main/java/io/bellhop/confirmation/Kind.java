package io.bellhop.confirmation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an e-mail tells a guest. */
public enum Kind {
    /** The reservation stands; at most one for each, ever. */
    CONFIRMATION,

    /** It stands, and is not what was told before; as often as it changes. */
    CHANGE,

    /** It no longer stands; at most one for each, ever. */
    CANCELLATION;

    /** As the API and the database write it. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none; the message has those there are */
    static Kind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind is one of "
                        + Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
