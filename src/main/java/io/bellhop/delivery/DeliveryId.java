package io.bellhop.delivery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.bellhop.event.EventId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery's id, shown as {@code dlv_} and 32 hexadecimal digits. Its first 16 are its event's. */
@Schema(implementation = String.class, examples = "dlv_01a1fe520ce37b9791c04a3f0c9b5b1e")
record DeliveryId(UUID value) {

    private static final String PREFIX = "dlv_";

    /** @throws IllegalArgumentException if the text is not a delivery's id */
    @JsonCreator
    static DeliveryId parse(String text) {
        return new DeliveryId(EventId.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return EventId.format(PREFIX, value);
    }
}
