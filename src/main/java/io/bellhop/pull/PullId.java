package io.bellhop.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.bellhop.event.EventId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pull's id: a UUID of version 7, shown as {@code pul_} and its 32 hexadecimal digits; orders as the pulls began. */
@Schema(implementation = String.class, examples = "pul_01a1fe520ce37b97a18dd883739ba859")
record PullId(UUID value) {

    private static final String PREFIX = "pul_";

    /** @throws IllegalArgumentException if the text is not the id of a pull */
    static PullId parse(String text) {
        return new PullId(EventId.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return EventId.format(PREFIX, value);
    }
}
