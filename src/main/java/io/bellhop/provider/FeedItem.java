package io.bellhop.provider;

import java.time.Instant;

/** One entry of a feed: an event, if we do not know of it yet. The kinds differ in how that can be told. */
public sealed interface FeedItem {

    Envelope envelope();

    /** The call that tells the provider that it is stored for good; null if the provider does not want to know. */
    default ApiCall acknowledgement() {
        return null;
    }

    /** Known if an event has its key. Also the kind of an entry that cannot be read. */
    record Keyed(Envelope envelope, ApiCall acknowledgement) implements FeedItem {}

    /**
     * Known if an event has its key. The webhook that should have told of it has a key of its own, and may tell less.
     *
     * @param inPlaceOfWebhook what it is stored as if that webhook has not come: under the webhook's key, so that a late one
     *     is a duplicate
     * @param changedAt by the provider; null if it does not say
     */
    record Announced(Envelope envelope, Envelope inPlaceOfWebhook, Instant changedAt, ApiCall acknowledgement)
            implements FeedItem {}

    /**
     * Known if what we hold of its subject is as new, or an event has its key.
     *
     * @param changedAt by the provider
     */
    record Versioned(Envelope envelope, Instant changedAt) implements FeedItem {}

    /** Known if it was the same at the last pull: nothing else tells which version it is. Its key is not used. */
    record Snapshot(Envelope envelope) implements FeedItem {}
}
