package io.bellhop.standin;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** One hotel with one type of room, one rate, one conversation and its reviews. */
final class ChannexHotel {

    private static final String ROOM_TYPE = "9ebd93de-01ef-5e43-9396-374b349a8963";
    private static final String RATE_PLAN = "103309d0-b708-559d-b326-51bff60bc464";
    private static final int SEEDED_DAYS = 14;
    private static final int MAX_DAYS = 500;

    private final Map<String, Map<String, Integer>> availability = new HashMap<>();
    private final List<ObjectNode> messages = new ArrayList<>();
    private final List<ObjectNode> reviews = new ArrayList<>();
    private final ObjectNode thread;
    private final InstantSource clock;

    ChannexHotel(InstantSource clock, Seed seed) {
        this.clock = clock;
        thread = seed.one("channex/message-thread");
        seed.all("channex/messages").forEach(this::putMessage);
        seed.all("channex/reviews").forEach(this::putReview);
        days(today(), today().plusDays(SEEDED_DAYS - 1)).forEach(day -> putAvailability(ROOM_TYPE, day, 5));
    }

    Map<String, Function<Asked, Answer>> answers() {
        return Map.of(
                "channex.availability", this::availability,
                "channex.restrictions", this::restrictions,
                "channex.threads", this::threads,
                "channex.messages", this::messages,
                "channex.reviews", this::reviews);
    }

    synchronized void putAvailability(String room, String day, int count) {
        availability.computeIfAbsent(room, key -> new TreeMap<>()).put(day, count);
    }

    synchronized void putMessage(ObjectNode attributes) {
        messages.add(ChannexPage.entry("message", dated(attributes)));
    }

    synchronized void putReview(ObjectNode attributes) {
        reviews.add(ChannexPage.entry("review", dated(attributes)));
    }

    private ObjectNode dated(ObjectNode attributes) {
        if (!attributes.has("id")) {
            attributes.put("id", UUID.randomUUID().toString());
        }
        if (!attributes.has("inserted_at")) {
            attributes.put("inserted_at", Seed.time(clock.instant()));
        }
        return attributes;
    }

    private synchronized Answer availability(Asked asked) {
        List<String> days = days(asked);
        Map<String, Object> rooms = new TreeMap<>();
        if (isOurs(asked)) {
            availability.forEach((room, counts) -> {
                Map<String, Integer> asFarAsAsked = new TreeMap<>(counts);
                asFarAsAsked.keySet().retainAll(days);
                rooms.put(room, asFarAsAsked);
            });
        }
        return Answer.ok(Answer.object(Map.of("data", rooms)));
    }

    /** As many days as availability has. */
    private synchronized Answer restrictions(Asked asked) {
        String wanted = asked.query().get("filter[restrictions]");
        if (wanted == null || wanted.isBlank()) {
            return ChannexErrors.of(400);
        }
        ObjectNode all =
                Answer.object(Map.of("rate", "130.00", "min_stay_arrival", 1, "stop_sell", false, "availability", 5));
        ObjectNode day = all.retain(wanted.split(","));
        Map<String, Object> rates = new TreeMap<>();
        if (isOurs(asked)) {
            Map<String, Object> byDay = new TreeMap<>();
            days(asked).stream()
                    .filter(availability.getOrDefault(ROOM_TYPE, Map.of())::containsKey)
                    .forEach(date -> byDay.put(date, day));
            rates.put(RATE_PLAN, byDay);
        }
        return Answer.ok(Answer.object(Map.of("data", rates)));
    }

    private synchronized Answer threads(Asked asked) {
        ObjectNode attributes = thread.path("attributes").deepCopy();
        attributes.put("message_count", messages.size());
        return new ChannexPage(asked).of(List.of(thread.deepCopy().set("attributes", attributes)));
    }

    private synchronized Answer messages(Asked asked) {
        return asked.segment(3).equals(thread.path("id").asText())
                ? new ChannexPage(asked).of(messages)
                : ChannexErrors.of(404);
    }

    private synchronized Answer reviews(Asked asked) {
        return new ChannexPage(asked).of(reviews);
    }

    private static boolean isOurs(Asked asked) {
        return Channex.PROPERTY.equals(asked.query().getOrDefault("filter[property_id]", Channex.PROPERTY));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** One day, or those from one to another; today if none is named. */
    private List<String> days(Asked asked) {
        String today = today().toString();
        String from = Stream.of("filter[date][gte]", "filter[date]")
                .map(asked.query()::get)
                .filter(day -> day != null)
                .findFirst()
                .orElse(today);
        String to = asked.query().getOrDefault("filter[date][lte]", from);
        return days(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static List<String> days(LocalDate from, LocalDate to) {
        return to.isBefore(from)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .limit(MAX_DAYS)
                        .map(LocalDate::toString)
                        .toList();
    }
}
