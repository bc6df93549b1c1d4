package io.bellhop.pull;

import io.bellhop.provider.Envelope;
import io.bellhop.provider.FeedItem;
import java.time.Instant;

/** What is known of an entry, before it is stored. */
sealed interface Finding {

    FeedItem item();

    /** There is an event of it. */
    record Known(FeedItem item) implements Finding {}

    /** Its webhook may still be on its way; it is left where it is until the next pull. */
    record TooYoung(FeedItem item) implements Finding {}

    /**
     * As far as one can tell; its key may still say that there is an event of it.
     *
     * @param envelope as what it is to be stored
     * @param missed a webhook should have told of it, and did not
     * @param changedAt by the provider; null if it does not say
     */
    record New(FeedItem item, Envelope envelope, boolean missed, Instant changedAt) implements Finding {

        /** Whether its webhook has come: then it is of the present, whenever it is pulled. */
        boolean isTold() {
            return item instanceof FeedItem.Announced announced && announced.envelope() == envelope;
        }
    }
}
