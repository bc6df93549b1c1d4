package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Feed;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Payload;
import io.bellhop.provider.UnreadablePayloadException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be booked at one property, by date: an entry for each room type, or for each rate plan. Only when it is asked for:
 * one answer holds some hundred dates of each.
 *
 * @param kind of the entries, as the field of their id has it
 * @param restrictions those that are asked for; null if there is no choice
 * @param horizon how far ahead
 * @param zone in which a day begins
 */
record ChannexDateFeed(
        String name, String kind, String restrictions, Duration horizon, ZoneId zone, Duration keyLifetime)
        implements Feed {

    static final String DATES = "dates";

    private static final String PROPERTY = "filter[property_id]";

    static ChannexDateFeed availability(Duration horizon, ZoneId zone, Duration keyLifetime) {
        return new ChannexDateFeed(ChannexApi.AVAILABILITY, "room_type", null, horizon, zone, keyLifetime);
    }

    static ChannexDateFeed restrictions(String restrictions, Duration horizon, ZoneId zone, Duration keyLifetime) {
        return new ChannexDateFeed(ChannexApi.RESTRICTIONS, "rate_plan", restrictions, horizon, zone, keyLifetime);
    }

    @Override
    public Optional<Duration> every() {
        return Optional.empty();
    }

    /** None without a property: Channex takes one at a time. */
    @Override
    public List<ApiCall> first(Ask ask) {
        if (ask.venue() == null) {
            return List.of();
        }
        LocalDate today = LocalDate.ofInstant(ask.now(), zone);
        LocalDate last = today.plusDays(Math.max(horizon.toDays(), 1) - 1);
        return List.of(ApiCall.get(List.of(name))
                .with(PROPERTY, ask.venue())
                .with("filter[date][gte]", today.toString())
                .with("filter[date][lte]", last.toString())
                .with("filter[restrictions]", restrictions));
    }

    @Override
    public List<FeedItem> read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException {
        if (!answer.path("data").isObject()) {
            throw new UnreadablePayloadException("an answer without data by " + kind);
        }
        List<FeedItem> items = new ArrayList<>();
        answer.path("data").properties().forEach(entry -> {
            ObjectNode content = JsonNodeFactory.instance
                    .objectNode()
                    .put("property_id", asked.query().get(PROPERTY))
                    .put(kind + "_id", entry.getKey())
                    .set(DATES, entry.getValue());
            if (!entry.getValue().isObject()) {
                items.add(new FeedItem.Keyed(
                        Envelope.unreadable("not an object of dates", name, JsonBody.canonicalBody(content)), null));
            } else if (!entry.getValue().isEmpty()) {
                items.add(new FeedItem.Snapshot(envelope(content, entry.getKey())));
            }
        });
        return items;
    }

    private Envelope envelope(ObjectNode content, String id) {
        return new Envelope(
                IdempotencyKey.of("channex", name, id),
                keyLifetime,
                "availability.changed",
                name,
                kind + "/" + id,
                null,
                JsonBody.canonicalBody(content));
    }

    @Override
    public List<ApiCall> next(ApiCall asked, JsonNode answer, int left) {
        return List.of();
    }

    /** The dates of such an entry as the items of an {@code ari} webhook. */
    static List<Payload> items(Payload entry) {
        List<Payload> items = new ArrayList<>();
        entry.json().path(DATES).properties().forEach(date -> {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            if (date.getValue() instanceof ObjectNode fields) {
                item.setAll(fields);
            } else {
                item.set("availability", date.getValue());
            }
            item.put("date", date.getKey());
            item.set("room_type_id", entry.json().path("room_type_id"));
            item.set("rate_plan_id", entry.json().path("rate_plan_id"));
            items.add(new Payload(item));
        });
        return items;
    }
}
