package io.bellhop.provider;

import io.bellhop.event.EventId;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.signature.Sha256;
import io.bellhop.webhook.RawBody;
import java.time.Duration;
import java.time.Instant;

/**
 * What is read from a webhook request before it is stored, for one event.
 *
 * @param keyLifetime how long the key stands for this event; after that the same key is a new one
 * @param type ours, dotted, as in {@code reservation.created}
 * @param providerType the provider's own name for it; may be null
 * @param subject what it is about, as in {@code room/8b5a8f03-…}; may be null
 * @param occurredAt by the provider; may be null
 * @param note what a person should know about the body, as why it could not be read; else null
 * @param body the bytes of this event: the whole body, or of a body with several events its own element
 */
public record Envelope(
        IdempotencyKey key,
        Duration keyLifetime,
        String type,
        String providerType,
        String subject,
        Instant occurredAt,
        String note,
        RawBody body) {

    /** How long a body that cannot be read stands against its own repetition. */
    private static final Duration UNREADABLE_LIFETIME = Duration.ofDays(7);

    public Envelope {
        providerType = StorableText.line(providerType);
        subject = StorableText.line(subject);
    }

    public Envelope(
            IdempotencyKey key,
            Duration keyLifetime,
            String type,
            String providerType,
            String subject,
            Instant occurredAt,
            RawBody body) {
        this(key, keyLifetime, type, providerType, subject, occurredAt, null, body);
    }

    public Envelope withKey(IdempotencyKey another) {
        return new Envelope(another, keyLifetime, type, providerType, subject, occurredAt, note, body);
    }

    /**
     * The event that it is to be.
     *
     * @param receivedAt when the request came, or the answer of a pull
     * @param contentType may be null
     */
    public NewEvent toEvent(EventId id, String source, Origin origin, Instant receivedAt, String contentType) {
        return new NewEvent(
                id,
                source,
                type,
                providerType,
                subject,
                occurredAt,
                receivedAt,
                origin,
                key,
                receivedAt.plus(keyLifetime),
                contentType,
                note,
                body);
    }

    /**
     * For a genuine body that cannot be read: kept, shown, and the same only to its own bytes.
     *
     * @param providerType what the request, beside its body, says that it is; may be null
     */
    public static Envelope unreadable(String note, String providerType, RawBody body) {
        IdempotencyKey key = IdempotencyKey.of("unreadable", providerType, Sha256.hex(body.bytes()));
        return new Envelope(key, UNREADABLE_LIFETIME, NewEvent.UNREADABLE, providerType, null, null, note, body);
    }
}
