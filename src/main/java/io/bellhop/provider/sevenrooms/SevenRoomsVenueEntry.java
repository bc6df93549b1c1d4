package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.JsonBody;
import java.time.Duration;
import java.time.Instant;

/** A venue, which does not say when it changed. */
record SevenRoomsVenueEntry(Duration keyLifetime) implements SevenRoomsEntry {

    static final String PROVIDER_TYPE = "venue";

    @Override
    public String providerType() {
        return PROVIDER_TYPE;
    }

    @Override
    public boolean canBeNarrowed() {
        return false;
    }

    @Override
    public FeedItem item(JsonNode json, String id) {
        return new FeedItem.Snapshot(new Envelope(
                IdempotencyKey.of("sevenrooms", PROVIDER_TYPE, id),
                keyLifetime,
                SevenRoomsType.VENUE_UPDATED,
                PROVIDER_TYPE,
                "venue/" + id,
                null,
                JsonBody.canonicalBody(json)));
    }

    @Override
    public Instant changedAt(JsonNode json) {
        return null;
    }
}
