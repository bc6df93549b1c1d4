package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Feed;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.UnreadablePayloadException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The revisions of bookings that nobody has acknowledged; and after a pause longer than Channex offers them there, all
 * revisions since.
 *
 * @param window for how long an unacknowledged one is sure to be offered
 */
record ChannexRevisionFeed(ChannexPages pages, Duration interval, Duration window, Duration keyLifetime)
        implements Feed {

    static final String PROVIDER_TYPE = "booking_revision";

    private static final String LIST = "booking_revisions";
    private static final String UNACKNOWLEDGED = "feed";

    @Override
    public String name() {
        return ChannexApi.BOOKING_REVISIONS;
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(interval);
    }

    @Override
    public List<ApiCall> first(Ask ask) {
        List<ApiCall> calls = new ArrayList<>();
        calls.add(oldestFirst(pages.first(ask.venue(), LIST, UNACKNOWLEDGED)));
        Instant since = ask.since();
        if (since != null && since.isBefore(ask.now().minus(window))) {
            calls.add(oldestFirst(pages.first(ask.venue(), LIST)).with("filter[inserted_at][gte]", written(since)));
        }
        return calls;
    }

    private static ApiCall oldestFirst(ApiCall call) {
        return call.with("order[inserted_at]", "asc");
    }

    /** Without a zone, as Channex writes its times. */
    private static String written(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    @Override
    public List<FeedItem> read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException {
        List<FeedItem> items = new ArrayList<>();
        for (JsonNode json : ChannexPages.entries(answer)) {
            items.add(item(ChannexEntry.of(json), isUnacknowledged(asked)));
        }
        return items;
    }

    private FeedItem item(ChannexEntry revision, boolean unacknowledged) {
        String id = revision.id();
        if (!ChannexEntry.isUuid(id)) {
            return new FeedItem.Keyed(
                    revision.unreadable("a revision whose id is missing or no UUID", PROVIDER_TYPE), null);
        }
        ApiCall acknowledgement = unacknowledged ? ApiCall.post(List.of(LIST, id, "ack"), null) : null;
        if (revision.text("booking_id") == null) {
            return new FeedItem.Keyed(
                    revision.unreadable("a revision without its booking's id", PROVIDER_TYPE), acknowledgement);
        }
        Instant insertedAt = revision.moment("inserted_at");
        return new FeedItem.Announced(
                envelope(revision, "revision", ChannexType.DETAILED, insertedAt),
                envelope(revision, "booking_revision", typeOfWebhook(revision), insertedAt),
                insertedAt,
                acknowledgement);
    }

    private Envelope envelope(ChannexEntry revision, String kindOfKey, String type, Instant insertedAt) {
        return new Envelope(
                IdempotencyKey.of("channex", kindOfKey, revision.id()),
                keyLifetime,
                type,
                PROVIDER_TYPE,
                revision.subject(),
                insertedAt,
                revision.body());
    }

    private static String typeOfWebhook(ChannexEntry revision) {
        String status = String.valueOf(revision.text("status")).toLowerCase(Locale.ROOT);
        return switch (status) {
            case "new" -> "reservation.created";
            case "cancelled" -> "reservation.canceled";
            default -> "reservation.updated";
        };
    }

    @Override
    public List<ApiCall> next(ApiCall asked, JsonNode answer, int left) {
        if (!isUnacknowledged(asked)) {
            return pages.following(asked, answer);
        }
        // Those that were acknowledged are gone, and the others have moved up.
        return ChannexPages.isLast(answer) ? List.of() : List.of(pages.after(left, asked));
    }

    private static boolean isUnacknowledged(ApiCall asked) {
        return asked.path().contains(UNACKNOWLEDGED);
    }
}
