package io.bellhop.delivery;

import io.bellhop.subscription.SubscriptionId;

/** How many deliveries of a subscription may be begun now. @param ratePerMinute attempts; null for no limit */
record Places(SubscriptionId subscription, int fresh, int again, Integer ratePerMinute) {

    boolean isNone() {
        return fresh + again == 0;
    }

    int in(Lane lane) {
        return lane == Lane.FRESH ? fresh : again;
    }
}
