package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.ReservationStatus;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.StatusTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * A reservation or guest. Its key is that of the webhook which tells of the same version in the style with {@code entity_type}.
 *
 * @param providerType {@code reservation} or {@code client}
 * @param subjectType ours
 * @param zone of times without an offset
 */
record SevenRoomsEntityEntry(
        String providerType, String subjectType, Duration keyLifetime, ZoneId zone, StatusTable statuses)
        implements SevenRoomsEntry {

    static final String RESERVATION = "reservation";
    static final String CLIENT = "client";

    static SevenRoomsEntityEntry reservations(Duration keyLifetime, ZoneId zone, StatusTable statuses) {
        return new SevenRoomsEntityEntry(RESERVATION, "reservation", keyLifetime, zone, statuses);
    }

    static SevenRoomsEntityEntry guests(Duration keyLifetime, ZoneId zone) {
        return new SevenRoomsEntityEntry(CLIENT, "guest", keyLifetime, zone, new StatusTable(Map.of()));
    }

    @Override
    public boolean canBeNarrowed() {
        return true;
    }

    @Override
    public FeedItem item(JsonNode json, String id) {
        Instant changedAt = changedAt(json);
        String happened = happened(json);
        Envelope envelope = new Envelope(
                IdempotencyKey.of("sevenrooms", providerType, id, happened, version(json)),
                keyLifetime,
                type(json, happened),
                providerType,
                subjectType + "/" + id,
                changedAt,
                JsonBody.canonicalBody(json));
        return changedAt == null ? new FeedItem.Snapshot(envelope) : new FeedItem.Versioned(envelope, changedAt);
    }

    @Override
    public Instant changedAt(JsonNode json) {
        return moment(version(json));
    }

    /** As it is written; null if it does not say. */
    private static String version(JsonNode json) {
        return JsonBody.firstText(json, "deleted", "updated");
    }

    /** The name that a webhook of this version has. */
    private String happened(JsonNode json) {
        if (JsonBody.text(json, "deleted") != null) {
            return "deleted";
        }
        Instant created = moment(JsonBody.text(json, "created"));
        return created != null && created.equals(changedAt(json)) ? "created" : "updated";
    }

    private String type(JsonNode json, String happened) {
        boolean canceled = happened.equals("updated")
                && statuses.meaning(JsonBody.text(json, "status")) == ReservationStatus.CANCELED;
        return subjectType + "." + (canceled ? "canceled" : happened);
    }

    private Instant moment(String text) {
        return ProviderTime.parse(text, zone);
    }
}
