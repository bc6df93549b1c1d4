package io.bellhop.subscription;

import java.time.Instant;

/**
 * A subscription, and how it fares.
 *
 * @param failingSince the first failure since the last success; null if it does not fail
 * @param warnedAt when that was announced last; may be null, like those after
 */
record Standing(
        Subscription subscription, Instant failingSince, Instant warnedAt, Instant succeededAt, Instant failedAt) {

    /** Of one that has been sent nothing so far. */
    static Standing fresh(Subscription subscription) {
        return new Standing(subscription, null, null, null, null);
    }
}
