package io.bellhop.delivery;

import io.bellhop.event.Event;
import io.bellhop.subscription.SubscriptionId;
import io.bellhop.webhook.RawBody;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A delivery that is ours until its lease ends.
 *
 * @param ordered others of its subject may wait for it
 * @param attempt that is to be made, from 1
 * @param lost whoever had the attempt before never told how it ended
 * @param leasedUntil as the database holds it: by it a lease is known again
 * @param venue our id of the venue that the event is about; may be null
 * @param sent null if the event's retention has passed
 */
record ClaimedDelivery(
        DeliveryId id,
        SubscriptionId subscription,
        Lane lane,
        boolean ordered,
        int attempt,
        boolean lost,
        OffsetDateTime leasedUntil,
        Instant createdAt,
        UUID venue,
        Sent sent) {

    /** What is delivered. @param traceParent what it follows from; null if it is not traced */
    record Sent(Event event, RawBody body, String traceParent) {}

    /** Null if it is not traced. */
    String traceParent() {
        return sent == null ? null : sent.traceParent();
    }
}
