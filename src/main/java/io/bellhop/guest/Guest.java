package io.bellhop.guest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A guest as they are known now; whatever is not known is null.
 *
 * @param references the providers' own ids
 * @param email trimmed and lower-case
 * @param phone as E.164 has it, or as it was written if it cannot be read
 * @param otherEmails what else they have been reached at, the newest first
 * @param language ISO 639, as {@code de}
 * @param mergedInto the guest that this one turned out to be
 * @param deletedAt when the provider, or the last of several, removed its record
 */
@RegisterForReflection
public record Guest(
        UUID id,
        List<Reference> references,
        String salutation,
        String firstName,
        String lastName,
        String email,
        String phone,
        List<String> otherEmails,
        List<String> otherPhones,
        String language,
        String company,
        String address,
        String postalCode,
        String city,
        String country,
        String notes,
        Boolean vip,
        Boolean marketingOptIn,
        UUID mergedInto,
        Instant deletedAt,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A provider's own id of a guest.
     *
     * @param alias it was another guest's, who was merged into this one
     * @param deleted the provider removed its record
     */
    @RegisterForReflection
    public record Reference(String source, String reference, boolean alias, boolean deleted) {}
}
