package io.bellhop.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.bellhop.event.EventId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A subscription's id, shown as {@code sub_} and 32 hexadecimal digits. */
@Schema(implementation = String.class, examples = "sub_01a1fe520ce37b97a18dd883739ba859")
public record SubscriptionId(UUID value) {

    private static final String PREFIX = "sub_";

    /** @throws IllegalArgumentException if the text is not a subscription's id */
    @JsonCreator
    public static SubscriptionId parse(String text) {
        return new SubscriptionId(EventId.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return EventId.format(PREFIX, value);
    }
}
