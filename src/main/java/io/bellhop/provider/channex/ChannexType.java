package io.bellhop.provider.channex;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Channex's event names mean in ours. */
final class ChannexType {

    /** Those about one revision of a booking, which may come under several of these names and is one event all the same. */
    private static final Map<String, String> BOOKING = Map.of(
            "booking", "reservation.updated",
            "booking_new", "reservation.created",
            "booking_modification", "reservation.updated",
            "booking_cancellation", "reservation.canceled",
            "non_acked_booking", "reservation.unacknowledged");

    private static final Map<String, String> UNMAPPED = Map.of(
            "booking_unmapped_room", "reservation.room_unmapped",
            "booking_unmapped_rate", "reservation.rate_unmapped");

    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("ari", "availability.changed"),
            Map.entry("message", "message.received"),
            Map.entry("message_thread_booking_assigned", "message.assigned"),
            Map.entry("inquiry", "inquiry.received"),
            Map.entry("reservation_request", "reservation.requested"),
            Map.entry("alteration_request", "reservation.alteration_requested"),
            Map.entry("accepted_reservation", "reservation.accepted"),
            Map.entry("declined_reservation", "reservation.declined"),
            Map.entry("review", "review.received"),
            Map.entry("updated_review", "review.updated"),
            Map.entry("sync_error", "channel.sync_failed"),
            Map.entry("sync_warning", "channel.sync_warned"),
            Map.entry("rate_error", "channel.rate_failed"),
            Map.entry("new_channel", "channel.created"),
            Map.entry("updated_channel", "channel.updated"),
            Map.entry("activate_channel", "channel.activated"),
            Map.entry("deactivate_channel", "channel.deactivated"),
            Map.entry("disconnect_channel", "channel.disconnected"),
            // As the page of 2025 spelled it.
            Map.entry("disconnected_channel", "channel.disconnected"),
            Map.entry("disconnect_listing", "channel.listing_disconnected"),
            Map.entry("channel_removal_warning", "channel.removal_announced"),
            Map.entry("property_removal_warning", "venue.removal_announced"));

    /** A revision that was pulled after its webhook had told of it. */
    static final String DETAILED = "reservation.detailed";

    private ChannexType() {}

    /** All of ours that its events may have. */
    static Set<String> all() {
        return Stream.of(BOOKING.values(), UNMAPPED.values(), OTHER.values(), List.of(DETAILED))
                .flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean isBooking(String providerType) {
        return providerType != null && BOOKING.containsKey(providerType);
    }

    static boolean isUnmapped(String providerType) {
        return providerType != null && UNMAPPED.containsKey(providerType);
    }

    /** Ours for theirs; {@code otherwise} if it is none we know. */
    static String of(String providerType, String otherwise) {
        String booking = BOOKING.getOrDefault(providerType, UNMAPPED.get(providerType));
        return booking == null ? OTHER.getOrDefault(providerType, otherwise) : booking;
    }
}
