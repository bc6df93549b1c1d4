package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.FeedItem;
import java.time.Instant;

/** What one kind of list is of. */
sealed interface SevenRoomsEntry permits SevenRoomsVenueEntry, SevenRoomsEntityEntry {

    /** As the events that come of it name it. */
    String providerType();

    /** Whether a list of them can be asked for by venue, and for what has changed since a moment. */
    boolean canBeNarrowed();

    /** @param json an object with an id */
    FeedItem item(JsonNode json, String id);

    /** When it last changed; null if it does not say. */
    Instant changedAt(JsonNode json);
}
