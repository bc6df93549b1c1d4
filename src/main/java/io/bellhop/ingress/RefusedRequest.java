package io.bellhop.ingress;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.bellhop.event.EventId;
import io.bellhop.signature.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request that was not proved genuine, without what might be a credential in it.
 *
 * @param bodyBytes what came
 * @param keptBytes what is kept of it; fewer if only the head is, and then it cannot be accepted
 * @param acceptedAt null while it is only refused
 * @param acceptedBy the API key's name, or {@code reverify} if a corrected secret proved it
 * @param events what it became when it was accepted
 */
record RefusedRequest(
        Id id,
        String source,
        Verdict.Reason reason,
        Instant receivedAt,
        long bodyBytes,
        int keptBytes,
        Instant acceptedAt,
        String acceptedBy,
        List<EventId> events) {

    /** Shown as {@code rfd_} and 32 hexadecimal digits. */
    @Schema(implementation = String.class, examples = "rfd_01a1fe5951b773049c65cd0e66f3ef56")
    record Id(UUID value) {

        private static final String PREFIX = "rfd_";

        static Id parse(String text) {
            return new Id(EventId.parse(PREFIX, text));
        }

        @Override
        @JsonValue
        public String toString() {
            return EventId.format(PREFIX, value);
        }
    }

    @JsonProperty
    boolean isComplete() {
        return keptBytes == bodyBytes;
    }
}
