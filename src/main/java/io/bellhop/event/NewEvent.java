package io.bellhop.event;

import io.bellhop.webhook.RawBody;
import java.time.Instant;

/**
 * An event about to be appended.
 *
 * @param providerType the provider's own name for the type; may be null
 * @param subject what it is about, as in {@code reservation/481207}; may be null
 * @param occurredAt when it happened, by the provider; may be null
 * @param receivedAt when the request came
 * @param origin how it came to us
 * @param keyExpiresAt from then on, the same key counts as a new event
 * @param contentType of the request; may be null
 * @param note what a person should know about the body, as why it could not be read; else null
 */
public record NewEvent(
        EventId id,
        String source,
        String type,
        String providerType,
        String subject,
        Instant occurredAt,
        Instant receivedAt,
        Origin origin,
        IdempotencyKey key,
        Instant keyExpiresAt,
        String contentType,
        String note,
        RawBody body) {

    /** The type of a genuine request whose body could not be read. */
    public static final String UNREADABLE = "unreadable";

    /** The type of a provider's warning that it waits for us to say that we have something. */
    public static final String UNACKNOWLEDGED = "reservation.unacknowledged";

    /** The type of a genuine event that is none of those we know. */
    public static final String UNKNOWN = "unknown";

    /** The source of what happens in the gateway itself. Such an event means no change, and has no row among the sources. */
    public static final String GATEWAY = "bellhop";

    /** The type of the gateway's warning that a subscription has only failed for long, and will be switched off. */
    public static final String SUBSCRIPTION_FAILING = "subscription.failing";

    /** The type of the gateway's note that it has switched a subscription off. */
    public static final String SUBSCRIPTION_DISABLED = "subscription.disabled";

    /** The type of what a subscription is tried out with. */
    public static final String SUBSCRIPTION_TEST = "subscription.test";

    /** As it reads once it is stored. */
    public Event stored() {
        return new Event(
                id,
                source,
                type,
                providerType,
                subject,
                origin,
                occurredAt,
                receivedAt,
                EventIds.storedAt(id.value()),
                key.value(),
                contentType,
                note,
                body.sizeBytes());
    }
}
