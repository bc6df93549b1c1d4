package io.bellhop.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.bellhop.signature.SigningSecret;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A subscription as it is shown.
 *
 * @param secret only when it is made or rotated
 * @param requestParams their names alone, as of the headers: a value may be a secret
 * @param secretCount how many are valid; null, like the names, if they were sealed with another key than the gateway's
 */
record SubscriptionView(
        SubscriptionId id,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        String callbackUrl,
        String fallbackUrl,
        String eventMask,
        UUID venueId,
        @JsonProperty("is_global") boolean global,
        List<String> requestParams,
        List<String> headers,
        @JsonProperty("is_active") boolean active,
        boolean sendData,
        boolean ordered,
        int maxAttempts,
        List<Integer> retrySchedule,
        int maxAge,
        Integer rateLimit,
        Integer secretCount,
        Instant disabledAt,
        String disabledReason,
        Instant failingSince,
        Instant succeededAt,
        Instant failedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** What of it can only be shown if its seal can be opened. */
    record Opened(List<String> requestParams, List<String> headers, Integer secretCount) {

        static Opened of(Subscription subscription, SubscriptionSeal seal, Instant now) {
            try {
                Additions additions = seal.additions(subscription);
                return new Opened(
                        sorted(additions.requestParams().keySet()),
                        sorted(additions.headers().keySet()),
                        seal.secrets(subscription).valid(now).size());
            } catch (IllegalArgumentException e) {
                return new Opened(null, null, null);
            }
        }

        private static List<String> sorted(Collection<String> names) {
            return names.stream().sorted().toList();
        }
    }

    /** @param secret null not to show it */
    static SubscriptionView of(Standing standing, Opened opened, SigningSecret secret) {
        Subscription subscription = standing.subscription();
        return new SubscriptionView(
                subscription.id(),
                subscription.name,
                secret == null ? null : secret.reveal(),
                subscription.callbackUrl,
                subscription.fallbackUrl,
                subscription.eventMask,
                subscription.venueId,
                subscription.global,
                opened.requestParams(),
                opened.headers(),
                subscription.active,
                subscription.sendData,
                subscription.ordered,
                subscription.maxAttempts,
                IntStream.of(subscription.retrySchedule).boxed().toList(),
                subscription.maxAge,
                subscription.rateLimit,
                opened.secretCount(),
                subscription.disabledAt,
                subscription.disabledReason,
                standing.failingSince(),
                standing.succeededAt(),
                standing.failedAt(),
                subscription.createdAt,
                subscription.updatedAt);
    }

    /** Without what may hold tokens. */
    @Override
    public String toString() {
        return "SubscriptionView[" + id + "]";
    }
}
