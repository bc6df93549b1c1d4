package io.bellhop.provider.channex;

import io.bellhop.change.Notice;
import io.bellhop.change.Told;
import io.bellhop.change.Told.Telling;
import io.bellhop.provider.Payload;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What those events say that change nothing we keep. Only what is known is told. */
final class ChannexNotice {

    private static final Map<String, BiConsumer<Telling, Payload>> CONTENT = Map.ofEntries(
            Map.entry("booking_unmapped_room", ChannexNotice::tellUnmapped),
            Map.entry("booking_unmapped_rate", ChannexNotice::tellUnmapped),
            Map.entry("alteration_request", ChannexNotice::tellAlteration),
            Map.entry("message", ChannexNotice::tellMessage),
            Map.entry("message_thread_booking_assigned", ChannexNotice::tellThread),
            Map.entry("inquiry", ChannexNotice::tellInquiry),
            Map.entry("review", ChannexNotice::tellReview),
            Map.entry("updated_review", ChannexNotice::tellReview),
            Map.entry("property_removal_warning", ChannexNotice::tellRemoval));

    private ChannexNotice() {}

    /** @param venue null if the event names none */
    static Notice of(String name, Payload payload, String venue) {
        Telling told = Told.tell().ifKnown("venue", venue);
        // All the others are about a channel.
        CONTENT.getOrDefault(name, ChannexNotice::tellChannel).accept(told, payload);
        return new Notice(told.done());
    }

    /** That something happened; what it was, nobody says. */
    static Notice withoutData(String venue) {
        return new Notice(Told.tell().ifKnown("venue", venue).done());
    }

    private static void tellUnmapped(Telling told, Payload booking) {
        told.ifKnown("reservation", booking.id("booking_id"))
                .ifKnown("revision_id", booking.firstId("revision_id", "booking_revision_id"));
    }

    private static void tellAlteration(Telling told, Payload request) {
        Payload proposed = request.at("bms");
        String reservation = proposed.id("booking_id");
        told.ifKnown("reservation", reservation == null ? request.id("booking_id") : reservation)
                .ifKnown("proposed_arrival_date", proposed.date("arrival_date"))
                .ifKnown("proposed_departure_date", proposed.date("departure_date"))
                .ifKnown("proposed_amount", proposed.moneyText("amount"))
                .ifKnown("currency", proposed.currency("currency"))
                .ifKnown("resolved", request.flag("resolved"));
    }

    private static void tellThread(Telling told, Payload message) {
        told.ifKnown("thread_id", message.id("message_thread_id")).ifKnown("reservation", message.id("booking_id"));
    }

    private static void tellMessage(Telling told, Payload message) {
        tellThread(told, message);
        Payload attachments = message.at("attachments");
        told.ifKnown("message_id", message.id("id"))
                .ifKnown("sender", message.text("sender"))
                .ifKnown("text", message.note("message"))
                .ifKnown(
                        "attachment_count",
                        attachments.json().isArray() ? attachments.json().size() : null)
                .ifKnown("channel_message_id", message.id("ota_message_id"));
    }

    private static void tellInquiry(Telling told, Payload inquiry) {
        tellThread(told, inquiry);
        Payload stay = inquiry.at("booking_details");
        told.ifKnown("status", inquiry.text("status"))
                .ifKnown("guest_name", stay.text("guest_name"))
                .ifKnown("arrival_date", stay.date("checkin_date"))
                .ifKnown("departure_date", stay.date("checkout_date"))
                .ifKnown("adults", stay.count("number_of_adults"))
                .ifKnown("children", stay.count("number_of_children"))
                .ifKnown("infants", stay.count("number_of_infants"))
                .ifKnown("room_type", stay.id("room_type_id"))
                .ifKnown("listing_name", stay.text("listing_name"))
                .ifKnown("amount", stay.moneyText("payout_amount"))
                .ifKnown("currency", stay.currency("currency"));
    }

    private static void tellReview(Telling told, Payload review) {
        Instant received = review.moment("received_at", ZoneOffset.UTC);
        List<Map<String, Object>> scores =
                review.each("scores").stream().map(ChannexNotice::score).toList();
        told.ifKnown("review_id", review.id("id"))
                .ifKnown("reservation", review.id("booking_id"))
                .ifKnown("channel", review.text("ota"))
                .ifKnown("overall_score", review.decimal("overall_score"))
                .ifKnown("scores", scores.isEmpty() ? null : scores)
                .ifKnown("text", review.note("content"))
                .ifKnown("reply", review.note("reply"))
                .ifKnown("reviewer_name", first(review, "reviewer_name", "guest_name"))
                .ifKnown("hidden", review.flag("is_hidden"))
                .ifKnown("replied", review.flag("is_replied"))
                .ifKnown("received_at", received == null ? null : received.toString());
    }

    private static Map<String, Object> score(Payload score) {
        return Told.tell()
                .ifKnown("category", score.text("category"))
                .ifKnown("score", score.decimal("score"))
                .done()
                .values();
    }

    private static void tellRemoval(Telling told, Payload warning) {
        told.ifKnown("venue_name", warning.text("property_name"))
                .ifKnown("days_left", warning.whole("days_left"))
                .ifKnown("removal_date", warning.date("removal_date"));
    }

    /** Some call a channel's name {@code title}, and the site it sells on {@code ota_name}. */
    private static void tellChannel(Telling told, Payload channel) {
        told.ifKnown("channel_id", channel.id("channel_id"))
                .ifKnown("channel_name", first(channel, "channel_name", "title"))
                .ifKnown("channel", first(channel, "channel", "ota_name"))
                .ifKnown("error_type", channel.text("error_type"))
                .ifKnown("channel_event_id", channel.id("channel_event_id"))
                .ifKnown("days_left", channel.whole("days_left"))
                .ifKnown("removal_date", channel.date("removal_date"));
    }

    private static String first(Payload payload, String field, String otherwise) {
        String text = payload.text(field);
        return text == null ? payload.text(otherwise) : text;
    }
}
