package io.bellhop.provider.channex;

import io.bellhop.change.PullNeeded;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is to be asked for after a webhook. Of a booking it is only a hint, whatever it says: nothing binds its body. */
final class ChannexPullNeeded {

    private static final Set<String> OF_MESSAGES = Set.of("message", "inquiry", "message_thread_booking_assigned");
    private static final Set<String> OF_REVIEWS = Set.of("review", "updated_review");

    private ChannexPullNeeded() {}

    /** @param venue null if the webhook names none */
    static List<PullNeeded> of(ChannexEvent sent, String venue) {
        return feeds(sent, venue).map(feed -> new PullNeeded(feed, venue)).toList();
    }

    private static Stream<String> feeds(ChannexEvent sent, String venue) {
        if (ChannexType.isBooking(sent.name()) || ChannexType.isUnmapped(sent.name())) {
            return Stream.of(ChannexApi.BOOKING_REVISIONS);
        }
        if (sent.hasData()) {
            return Stream.empty();
        }
        if (OF_MESSAGES.contains(sent.name())) {
            return Stream.of(ChannexApi.MESSAGES);
        }
        if (OF_REVIEWS.contains(sent.name())) {
            return Stream.of(ChannexApi.REVIEWS);
        }
        // By property only.
        return "ari".equals(sent.name()) && venue != null
                ? Stream.of(ChannexApi.AVAILABILITY, ChannexApi.RESTRICTIONS)
                : Stream.empty();
    }
}
