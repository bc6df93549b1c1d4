package io.bellhop.delivery;

import io.bellhop.event.EventId;
import io.bellhop.subscription.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One event to one subscription, and all attempts of it.
 *
 * @param eventType null if the event's retention has passed, as is {@code subject}
 * @param venueId that the event is about, as far as was known when it was fanned out; may be null
 * @param replay a person has asked for it
 * @param attempts how many were begun
 * @param reason of the last failure, or why there are no more attempts; null if nothing has failed
 * @param dueAt of the next attempt; null if there is none to come
 * @param requests of all attempts that have ended, in their order; null in a list
 * @param finishedAt when it was delivered, or given up; null before
 */
record Delivery(
        DeliveryId id,
        EventId eventId,
        String eventType,
        String subject,
        SubscriptionId subscriptionId,
        UUID venueId,
        boolean replay,
        DeliveryState state,
        int attempts,
        String reason,
        Instant dueAt,
        List<RecordedAttempt> requests,
        Instant createdAt,
        Instant finishedAt) {}
