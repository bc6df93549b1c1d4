package io.bellhop.provider.sevenrooms;

import io.bellhop.change.ReservationFields;
import io.bellhop.provider.Payload;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.Retelling;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * From when to when a table is taken, in the venue's zone. It stands in up to three places, of which the first readable one
 * counts.
 *
 * @param date null if not readable
 * @param time null if not readable
 */
record SevenRoomsSlot(Payload reservation, LocalDate date, LocalTime time) {

    /** Local, as far as anybody has seen. */
    private static final String[] MOMENTS = {"time_slot_iso", "real_datetime_of_slot"};

    /** @param zone that a moment with an offset is brought into; null if it is not known */
    static SevenRoomsSlot of(Payload reservation, ZoneId zone) {
        return Stream.of(MOMENTS)
                .map(field -> ProviderTime.local(reservation.text(field), zone))
                .filter(Objects::nonNull)
                .findFirst()
                .map(at -> new SevenRoomsSlot(reservation, at.toLocalDate(), at.toLocalTime()))
                .orElseGet(() ->
                        new SevenRoomsSlot(reservation, reservation.date("date"), reservation.time("arrival_time")));
    }

    void tell(Retelling told) {
        boolean atAMoment = Stream.of(MOMENTS).anyMatch(reservation::tells);
        if (atAMoment || reservation.tells("date")) {
            told.that(ReservationFields.ARRIVAL_DATE, date);
        }
        if (atAMoment || reservation.tells("arrival_time")) {
            told.that(ReservationFields.ARRIVAL_TIME, time);
        }
        Integer minutes = reservation.count("duration");
        if (date != null && time != null && minutes != null) {
            LocalDateTime end = date.atTime(time).plusMinutes(minutes);
            told.that(ReservationFields.DEPARTURE_DATE, ProviderTime.sane(end.toLocalDate()));
            told.that(ReservationFields.DEPARTURE_TIME, end.toLocalTime());
        }
    }
}
