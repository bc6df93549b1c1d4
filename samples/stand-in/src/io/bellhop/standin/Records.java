package io.bellhop.standin;

import com.github.tomakehurst.wiremock.common.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** SevenRooms' records of one kind by their id, in the order they came in, which is none. */
final class Records {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 400;

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private boolean honoursUpdatedSince = true;

    Records(List<ObjectNode> seed) {
        seed.forEach(this::put);
    }

    void put(String json) {
        put(Json.read(json, ObjectNode.class));
    }

    synchronized void put(ObjectNode node) {
        byId.put(node.path("id").asText(), node);
    }

    /** @throws IllegalArgumentException if there is none */
    synchronized ObjectNode get(String id) {
        ObjectNode found = byId.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no " + id + "; have " + byId.keySet());
        }
        return found;
    }

    synchronized void remove(String id) {
        byId.remove(id);
    }

    synchronized void clear() {
        byId.clear();
    }

    synchronized void honourUpdatedSince(boolean honoured) {
        honoursUpdatedSince = honoured;
    }

    synchronized Answer one(Asked asked) {
        ObjectNode found = byId.get(asked.segment(asked.path().startsWith("/v1/") ? 2 : 1));
        return found == null ? SevenRooms.error(404) : Answer.ok(Answer.object(Map.of("status", 200, "data", found)));
    }

    /** A cursor is opaque: it says where the next page begins. After the last page it is empty. */
    synchronized Answer page(Asked asked) {
        int limit = Math.max(1, Math.min(MAX_LIMIT, asked.number("limit", DEFAULT_LIMIT)));
        int begin;
        Predicate<ObjectNode> filter;
        try {
            begin = place(asked.query().getOrDefault("cursor", ""));
            filter = filter(asked.query());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return SevenRooms.error(400);
        }
        List<ObjectNode> all = byId.values().stream().filter(filter).toList();
        List<ObjectNode> page = all.stream().skip(begin).limit(limit).toList();
        String cursor = begin + limit < all.size() ? cursor(begin + limit) : "";
        return Answer.ok(Answer.object(
                Map.of("status", 200, "data", Map.of("results", page, "cursor", cursor, "limit", limit))));
    }

    private Predicate<ObjectNode> filter(Map<String, String> query) {
        Predicate<ObjectNode> filter = node -> true;
        for (String field : List.of("venue_id", "venue_group_id", "client_id", "status")) {
            String wanted = query.get(field);
            if (wanted != null) {
                filter = filter.and(
                        node -> !node.has(field) || node.path(field).asText().equals(wanted));
            }
        }
        String since = query.get("updated_since");
        if (since != null && honoursUpdatedSince) {
            Instant from = time(since);
            filter = filter.and(node ->
                    !node.has("updated") || !time(node.path("updated").asText()).isBefore(from));
        }
        return filter;
    }

    /** With an offset, or UTC without saying so; or a date. */
    private static Instant time(String text) {
        if (text.length() == "2099-12-31".length()) {
            return Instant.parse(text + "T00:00:00Z");
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text))
                : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    private static String cursor(int place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("stand-in/" + place).getBytes(StandardCharsets.UTF_8));
    }

    private static int place(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        return Integer.parseInt(text.replaceFirst("^stand-in/", ""));
    }
}
