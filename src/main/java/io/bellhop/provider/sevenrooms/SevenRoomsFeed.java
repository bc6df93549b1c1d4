package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Feed;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.UnreadablePayloadException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list, page by page, each with the cursor of the next. A filter that SevenRooms does not know it ignores without a word, and
 * the entries come in no order of time: so what is older than was asked for is left out here.
 *
 * @param call for the first page
 * @param venueGroup that is asked for when no single venue is; null for whatever the credentials are for
 */
record SevenRoomsFeed(String name, Duration interval, ApiCall call, String venueGroup, SevenRoomsEntry entry)
        implements Feed {

    /** Times come without an offset, and whose they are is not public: read in another zone, one looks older than it is. */
    private static final Duration ZONES = Duration.ofHours(12);

    private static final String CURSOR = "cursor";
    private static final String VENUE_GROUP = "venue_group_id";
    private static final String UPDATED_SINCE = "updated_since";

    @Override
    public Optional<Duration> every() {
        return Optional.of(interval);
    }

    @Override
    public List<ApiCall> first(Ask ask) {
        if (!entry.canBeNarrowed()) {
            return List.of(call.with(VENUE_GROUP, venueGroup));
        }
        ApiCall narrowed =
                ask.venue() == null ? call.with(VENUE_GROUP, venueGroup) : call.with("venue_id", ask.venue());
        Instant since = ask.since();
        return List.of(
                since == null
                        ? narrowed
                        : narrowed.with(
                                UPDATED_SINCE,
                                since.minus(ZONES)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
    }

    @Override
    public List<FeedItem> read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException {
        Instant since = ProviderTime.parse(asked.query().get(UPDATED_SINCE), ZoneOffset.UTC);
        List<FeedItem> items = new ArrayList<>();
        for (JsonNode json : results(answer)) {
            String id = JsonBody.text(json, "id");
            if (id == null) {
                items.add(unreadable(json));
            } else if (!isOlder(json, since)) {
                items.add(entry.item(json, id));
            }
        }
        return items;
    }

    @Override
    public List<ApiCall> next(ApiCall asked, JsonNode answer, int left) {
        JsonNode data = answer.path("data");
        String cursor = JsonBody.text(data, CURSOR);
        boolean last = cursor == null
                || cursor.equals(asked.query().get(CURSOR))
                || data.path("results").isEmpty();
        return last ? List.of() : List.of(asked.with(CURSOR, cursor));
    }

    private static JsonNode results(JsonNode answer) throws UnreadablePayloadException {
        JsonNode results = answer.path("data").path("results");
        if (!results.isArray()) {
            throw new UnreadablePayloadException("an answer without a list of results");
        }
        return results;
    }

    private FeedItem unreadable(JsonNode json) {
        String note = json.isObject() ? "without an id" : "not a JSON object";
        return new FeedItem.Keyed(Envelope.unreadable(note, entry.providerType(), JsonBody.canonicalBody(json)), null);
    }

    private boolean isOlder(JsonNode json, Instant since) {
        Instant changedAt = entry.changedAt(json);
        return since != null && changedAt != null && changedAt.isBefore(since);
    }
}
