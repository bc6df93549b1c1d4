package io.bellhop.venue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A venue as it is known now; whatever no event and no pull has told is null.
 *
 * @param reference the provider's own id of it
 * @param zone as in {@code Europe/Madrid}
 * @param currency three letters
 * @param venueGroup the provider's name of what it belongs to
 * @param pulledAt when the provider was last asked; null if it never was
 * @param stale whether that is too long ago: the provider does not answer, and may know better
 */
@RegisterForReflection
public record Venue(
        UUID id,
        String source,
        String reference,
        String name,
        String zone,
        String currency,
        String address,
        String postalCode,
        String city,
        String region,
        String country,
        String phone,
        String website,
        String venueGroup,
        Instant pulledAt,
        boolean stale,
        Instant createdAt,
        Instant updatedAt) {
    Venue asStale() {
        return new Venue(
                id,
                source,
                reference,
                name,
                zone,
                currency,
                address,
                postalCode,
                city,
                region,
                country,
                phone,
                website,
                venueGroup,
                pulledAt,
                true,
                createdAt,
                updatedAt);
    }
}
