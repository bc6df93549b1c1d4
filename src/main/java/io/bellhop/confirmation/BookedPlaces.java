package io.bellhop.confirmation;

import io.bellhop.confirmation.Booking.Places;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the tables and rooms of a reservation as they stand in its row. */
final class BookedPlaces {

    /** Some providers name a type of room by an id, which tells a guest nothing. */
    private static final Pattern ID = Pattern.compile("[0-9]{3,}|[0-9a-fA-F-]{20,}");

    private BookedPlaces() {}

    /**
     * @param tables a JSON array of texts, or null
     * @param rooms a JSON array of objects with {@code room_type} and {@code canceled}, or null
     */
    static Places of(Object tables, Object rooms) {
        List<JsonObject> booked = elements(rooms)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(room -> !Boolean.TRUE.equals(room.getValue("canceled")))
                .toList();
        return new Places(
                elements(tables)
                        .map(table -> PlainText.line(table.toString()))
                        .filter(Objects::nonNull)
                        .toList(),
                booked.stream().map(BookedPlaces::type).filter(Objects::nonNull).toList(),
                booked.size());
    }

    private static Stream<Object> elements(Object json) {
        return json instanceof JsonArray array ? array.stream().filter(Objects::nonNull) : Stream.empty();
    }

    private static String type(JsonObject room) {
        String type = room.getValue("room_type") instanceof String text ? PlainText.line(text) : null;
        return type == null || ID.matcher(type).matches() ? null : type;
    }
}
