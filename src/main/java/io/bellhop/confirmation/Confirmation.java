package io.bellhop.confirmation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.bellhop.event.EventId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An e-mail owed to a guest, without what it says.
 *
 * @param attempts how often it was begun to be sent, since it was last asked for
 * @param dueAt of the next attempt, or when the one that runs counts as lost; null if there is neither
 * @param messageId as its header has it; null before the first attempt
 * @param reason why it is not sent, or not yet; else null
 */
record Confirmation(
        Id id,
        UUID reservation,
        Kind kind,
        State state,
        int attempts,
        Instant dueAt,
        String messageId,
        String reason,
        Instant createdAt,
        Instant updatedAt) {

    /** Shown as {@code cfm_} and 32 hexadecimal digits. */
    @Schema(implementation = String.class, examples = "cfm_01a1fe5951b773049c65cd0e66f3ef56")
    record Id(UUID value) {

        private static final String PREFIX = "cfm_";

        static Id parse(String text) {
            return new Id(EventId.parse(PREFIX, text));
        }

        @Override
        @JsonValue
        public String toString() {
            return EventId.format(PREFIX, value);
        }
    }
}
