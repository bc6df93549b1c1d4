package io.bellhop.confirmation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far an e-mail is. */
public enum State {
    /** To be sent when it is due. */
    OWED,

    /** With the mail server, until the lease runs out. */
    SENDING,

    /** The mail server has taken it. Final. */
    SENT,

    /** The mail server refused it, or it is out of attempts. A person may send it again. */
    FAILED,

    /** There was nothing left to tell when it was about to be sent. A person may send it again. */
    SKIPPED,

    /** It may have gone or not, and is never sent again by itself. A person may. */
    UNCERTAIN;

    /** As the API and the database write it. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none; the message has those there are */
    static State parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state is one of "
                        + Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
