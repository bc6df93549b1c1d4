package io.bellhop.venue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A venue as it is known now.
 *
 * @param reference the provider's own id of it
 * @param name null until an event or a pull has told it
 * @param zone as in {@code Europe/Madrid}; null until it is pulled
 */
@RegisterForReflection
public record Venue(
        UUID id, String source, String reference, String name, String zone, Instant createdAt, Instant updatedAt) {}
