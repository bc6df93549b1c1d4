package io.bellhop.provider.channex;

import io.bellhop.change.Version;
import io.bellhop.event.Event;
import java.time.Duration;
import java.time.Instant;

/**
 * Which telling of a booking is the newer one. A revision has a moment of its own, its webhook a slightly later one: so the
 * revision itself, when it is pulled, counts for more than the webhook that announced it, and for less than that of the next.
 */
final class ChannexVersion {

    /** How long after a revision its webhook may be written. A guest does not change a booking as quickly as that. */
    private static final Duration WEBHOOK_LAG = Duration.ofSeconds(10);

    /** When Channex reminds of a revision, and tells once more what it was. */
    private static final Duration REMINDED_AFTER = Duration.ofMinutes(30);

    private ChannexVersion() {}

    /** @param revision its id; of two at the same time any order will do that is always the same. Null if there is none */
    static Version ofWebhook(Event event, String revision) {
        boolean reminder = "non_acked_booking".equals(event.providerType());
        Instant at = reminder ? event.happenedAt().minus(REMINDED_AFTER) : event.happenedAt();
        return version(at, revision);
    }

    static Version ofPulled(Event event, String revision) {
        return version(event.happenedAt().plus(WEBHOOK_LAG), revision);
    }

    private static Version version(Instant at, String revision) {
        return new Version(at, revision == null ? "" : revision);
    }
}
