package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.event.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What SevenRooms' event names mean in ours, and what an entity is that does not say. */
final class SevenRoomsType {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("reservation.created", "reservation.created"),
            Map.entry("reservation.updated", "reservation.updated"),
            Map.entry("reservation.canceled", "reservation.canceled"),
            Map.entry("reservation.cancelled", "reservation.canceled"),
            Map.entry("reservation.deleted", "reservation.deleted"),
            Map.entry("reservation.seated", "reservation.seated"),
            Map.entry("reservation.no_show", "reservation.no_show"),
            Map.entry("client.created", "guest.created"),
            Map.entry("client.updated", "guest.updated"),
            Map.entry("client.deleted", "guest.deleted"),
            Map.entry("guest.created", "guest.created"),
            Map.entry("guest.updated", "guest.updated"),
            Map.entry("guest.deleted", "guest.deleted"),
            Map.entry("guest.merged", "guest.merged"));

    private static final List<String> RESERVATION_FIELDS = List.of(
            "max_guests",
            "client_id",
            "arrival_time",
            "time_slot_iso",
            "shift_category",
            "reservation_type",
            "venue_id");

    private static final List<String> CLIENT_FIELDS =
            List.of("first_name", "last_name", "email", "email_alt", "phone_number", "total_visits", "member_groups");

    /** A venue that was pulled: no webhook tells of one. */
    static final String VENUE_UPDATED = "venue.updated";

    private SevenRoomsType() {}

    /** All of ours that its events may have. */
    static Set<String> all() {
        return Stream.concat(TYPES.values().stream(), Stream.of(VENUE_UPDATED)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param providerType may be null */
    static String of(String providerType) {
        return providerType == null ? NewEvent.UNKNOWN : TYPES.getOrDefault(providerType, NewEvent.UNKNOWN);
    }

    /** What stands before the dot; null for null. */
    static String entityType(String providerType) {
        return providerType == null ? null : providerType.split("\\.", 2)[0];
    }

    /** By fields that only one of them has; null if it has none of those. */
    static String guessEntityType(JsonNode entity) {
        if (RESERVATION_FIELDS.stream().anyMatch(entity::has)) {
            return "reservation";
        }
        return CLIENT_FIELDS.stream().anyMatch(entity::has) ? "client" : null;
    }
}
