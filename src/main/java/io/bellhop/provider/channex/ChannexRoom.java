package io.bellhop.provider.channex;

import io.bellhop.change.Told;
import io.bellhop.provider.Payload;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A room of a booking. One that no room type or rate plan is mapped to is a booked room all the same. */
final class ChannexRoom {

    private ChannexRoom() {}

    /** Null if the field holds no rooms at all. */
    static List<Map<String, Object>> all(Payload revision, String field) {
        List<Payload> rooms = revision.each(field);
        return rooms.isEmpty() && !revision.at(field).json().isArray()
                ? null
                : rooms.stream().map(ChannexRoom::told).toList();
    }

    private static Map<String, Object> told(Payload room) {
        Payload occupancy = room.at("occupancy");
        List<String> guests = room.each("guests").stream()
                .map(guest -> guest.joined("name", "surname"))
                .filter(Objects::nonNull)
                .toList();
        return Told.tell()
                .ifKnown("room_type", room.id("room_type_id"))
                .ifKnown("rate_plan", room.id("rate_plan_id"))
                .ifKnown("arrival_date", room.date("checkin_date"))
                .ifKnown("departure_date", room.date("checkout_date"))
                .ifKnown("adults", occupancy.count("adults"))
                .ifKnown("children", occupancy.count("children"))
                .ifKnown("infants", occupancy.count("infants"))
                .ifKnown("amount", room.moneyText("amount"))
                .that("canceled", Boolean.TRUE.equals(room.flag("is_cancelled")))
                .ifKnown("guests", guests.isEmpty() ? null : guests)
                .done()
                .values();
    }
}
