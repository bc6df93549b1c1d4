package io.bellhop.confirmation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** From when to when a reservation is. */
record Period(Moment arrival, Moment departure, ZoneId zone) {

    /** A date, a time of it, both in the venue's zone, and the instant that they are; each may be null. */
    record Moment(LocalDate date, LocalTime time, Instant at) {

        /** With what can be told from the rest: an instant from date and time or the other way round. */
        static Moment of(LocalDate date, LocalTime time, Instant at, ZoneId zone) {
            if (at == null && date != null && time != null && zone != null) {
                return new Moment(date, time, date.atTime(time).atZone(zone).toInstant());
            }
            if (at != null && date == null && zone != null) {
                return new Moment(
                        LocalDate.ofInstant(at, zone), time == null ? LocalTime.ofInstant(at, zone) : time, at);
            }
            return new Moment(date, time, at);
        }
    }

    /** Ends on another day than it begins. */
    boolean isStay() {
        return arrival.date() != null
                && departure.date() != null
                && departure.date().isAfter(arrival.date());
    }

    /** Without a time to begin at, or to end at though it ends on another day. */
    boolean isWholeDays() {
        return arrival.time() == null && arrival.at() == null
                || isStay() && departure.time() == null && departure.at() == null;
    }

    /** On the day of arrival, if that is where it ends. */
    Optional<LocalTime> until() {
        boolean sameDay = departure.date() == null || departure.date().equals(arrival.date());
        return Optional.ofNullable(sameDay ? departure.time() : null);
    }

    Arrival asArrival() {
        return new Arrival(arrival.date(), arrival.at(), zone);
    }
}
