package io.bellhop.event;

import java.time.Instant;

/**
 * One thing that happened, verified and stored.
 *
 * @param storedAt when it was committed, to the millisecond, by the storing replica's clock
 * @param origin how it came to us
 * @param receivedAt when the request came: earlier than {@code storedAt} if it was refused first and accepted later
 * @param occurredAt when it happened, by the provider; may be null
 * @param note what a person should know about the body, as why it could not be read; else null
 */
public record Event(
        EventId id,
        String source,
        String type,
        String providerType,
        String subject,
        Origin origin,
        Instant occurredAt,
        Instant receivedAt,
        Instant storedAt,
        String idempotencyKey,
        String contentType,
        String note,
        int bodyBytes) {

    /** When it happened, by the provider; by our clock if the provider does not say. */
    public Instant happenedAt() {
        return occurredAt == null ? receivedAt : occurredAt;
    }
}
