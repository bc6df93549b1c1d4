package io.bellhop.standin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** A page of a list, as Channex gives it: filtered, in order, with its number and size. */
record ChannexPage(Asked asked) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    /** An entry as Channex wraps it. */
    static ObjectNode entry(String type, ObjectNode attributes) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", type);
        entry.put("id", attributes.path("id").asText());
        entry.put("attributes", attributes);
        return Answer.object(entry);
    }

    /** @param all with attributes; ordered by when they were inserted, unless asked for otherwise */
    Answer of(List<? extends JsonNode> all) {
        Comparator<JsonNode> inserted = Comparator.comparing(
                entry -> entry.at("/attributes/inserted_at").asText());
        boolean descending = "desc".equals(asked.query().get("order[inserted_at]"));
        List<? extends JsonNode> matching = all.stream()
                .filter(filter())
                .sorted(descending ? inserted.reversed() : inserted)
                .toList();
        int limit = Math.max(1, Math.min(MAX_LIMIT, asked.number("pagination[limit]", DEFAULT_LIMIT)));
        int page = Math.max(1, asked.number("pagination[page]", 1));
        List<? extends JsonNode> data =
                matching.stream().skip((page - 1L) * limit).limit(limit).toList();
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("total", matching.size());
        meta.put("page", page);
        meta.put("limit", limit);
        meta.put("order_by", "inserted_at");
        meta.put("order_direction", descending ? "desc" : "asc");
        return Answer.ok(Answer.object(Map.of("data", data, "meta", meta)));
    }

    private Predicate<JsonNode> filter() {
        String property = asked.query().get("filter[property_id]");
        String from = asked.query().get("filter[inserted_at][gte]");
        String to = asked.query().get("filter[inserted_at][lte]");
        return entry -> {
            JsonNode attributes = entry.path("attributes");
            String inserted = attributes.path("inserted_at").asText();
            return (property == null
                            || property.equals(attributes.path("property_id").asText()))
                    && (from == null || inserted.compareTo(withoutZone(from)) >= 0)
                    && (to == null || inserted.compareTo(withoutZone(to)) <= 0);
        };
    }

    /** Times without a zone, in UTC, are in order as texts. */
    private static String withoutZone(String time) {
        return time.replace("Z", "").replace(' ', 'T');
    }
}
