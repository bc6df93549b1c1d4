package io.bellhop.room;

import io.bellhop.change.RoomChange.Presence;
import io.bellhop.event.EventId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A room as it is now.
 *
 * @param reference the provider's own id of it
 * @param providerPresence as the provider writes it; null if it said nothing
 * @param changedAt since when, by the provider
 * @param eventId the event that told it
 */
@RegisterForReflection
public record Room(
        UUID id,
        String source,
        String reference,
        Presence presence,
        String providerPresence,
        Instant changedAt,
        EventId eventId,
        Instant createdAt) {}
