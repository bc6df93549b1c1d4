package io.bellhop.delivery;

import io.bellhop.event.EventId;
import io.bellhop.subscription.SubscriptionId;
import java.time.Instant;

/** Which deliveries a list shows; null means all. @param from when the event was stored @param to as from, exclusive */
record DeliveryFilter(
        SubscriptionId subscription,
        EventId event,
        String type,
        DeliveryState state,
        Instant from,
        Instant to,
        DeliveryId before) {}
