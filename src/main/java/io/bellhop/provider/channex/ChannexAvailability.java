package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.provider.Payload;
import io.bellhop.provider.StorableText;
import io.bellhop.provider.UnreadablePayloadException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code ari} items say, each of some fields only. */
final class ChannexAvailability {

    private static final Set<String> KEYS = Set.of("date", "room_type_id", "rate_plan_id", "property_id");

    /** As many as fit a webhook of the usual limit, with their usual fields. */
    private static final int MAX_ITEMS = 10_000;

    private ChannexAvailability() {}

    /** What an item is about. */
    private record Night(String roomType, String ratePlan, LocalDate date) {}

    /** Items about the same are told as one, of whose fields the later ones count. */
    static List<AvailabilityChange> changes(List<Payload> items, String venue, Version version)
            throws UnreadablePayloadException {
        if (venue == null) {
            throw new UnreadablePayloadException("availability without the property's id");
        }
        if (items.size() > MAX_ITEMS) {
            throw new UnreadablePayloadException("availability of more than " + MAX_ITEMS + " items");
        }
        Map<Night, Told.Telling> nights = new LinkedHashMap<>();
        for (Payload item : items) {
            LocalDate date = item.date("date");
            if (date != null) {
                Night night = new Night(item.id("room_type_id"), item.id("rate_plan_id"), date);
                tell(nights.computeIfAbsent(night, first -> Told.tell()), item);
            }
        }
        if (nights.isEmpty()) {
            throw new UnreadablePayloadException("availability without a readable date");
        }
        return nights.entrySet().stream()
                .map(each ->
                        change(each.getKey(), venue, version, each.getValue().done()))
                .toList();
    }

    private static AvailabilityChange change(Night night, String venue, Version version, Told told) {
        return new AvailabilityChange(venue, night.roomType(), night.ratePlan(), night.date(), version, told);
    }

    private static void tell(Told.Telling told, Payload item) {
        for (Iterator<String> names = item.json().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KEYS.contains(name) && !item.json().get(name).isContainerNode()) {
                told.that(StorableText.line(name), value(item, name));
            }
        }
    }

    private static Object value(Payload item, String name) {
        return switch (name) {
            case "availability", "booked" -> item.whole(name);
            case "stop_sell" -> item.flag(name);
            case "rate" -> item.money(name);
            default -> restriction(item, name);
        };
    }

    /** As it is: Channex has more of them than its description. */
    private static Object restriction(Payload item, String name) {
        JsonNode value = item.json().get(name);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (!value.isNumber()) {
            return item.text(name);
        }
        Integer whole = item.whole(name);
        return whole == null ? item.decimal(name) : (Object) whole;
    }
}
