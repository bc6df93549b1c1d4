package io.bellhop.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The fields of a body, for the description of the API. Bodies are read by {@link Asked}, since a field that is null is not one that
 * was left out.
 */
record AskedSubscription(
        @Schema(description = "of no other subscription") String name,
        String callbackUrl,

        @Schema(description = "where it goes if the former fails")
        String fallbackUrl,

        @Schema(
                description = "* or names joined by ; of which each may end in .*",
                examples = "reservation.*;guest.merged")
        String eventMask,

        @Schema(description = "whose events; this, or is_global")
        UUID venueId,

        @JsonProperty("is_global") Boolean global,

        @Schema(description = "added to the addresses' query; shown by their names only")
        Map<String, String> requestParams,

        @Schema(description = "added to the requests; shown by their names only")
        Map<String, String> headers,

        @JsonProperty("is_active") @Schema(defaultValue = "true")
        Boolean active,

        @Schema(defaultValue = "true") Boolean sendData,

        @Schema(description = "not when it is changed; random if it is left out")
        String secret,

        @Schema(minimum = "1", maximum = "50") Integer maxAttempts,

        @Schema(description = "seconds from each attempt to the next, the last of them again after that")
        List<Integer> retrySchedule,

        @Schema(description = "seconds after which no attempt is begun any more", minimum = "60", maximum = "2592000")
        Integer maxAge,

        @Schema(description = "attempts a minute", minimum = "1", maximum = "60000")
        Integer rateLimit,

        @Schema(description = "one after the other, of each subject", defaultValue = "false")
        Boolean ordered) {}
