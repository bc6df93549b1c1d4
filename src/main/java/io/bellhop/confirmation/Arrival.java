package io.bellhop.confirmation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** When a guest comes, as far as it is known: each may be null. */
record Arrival(LocalDate date, Instant at, ZoneId zone) {

    /** Where a day ends last. */
    private static final ZoneId LAST_ZONE = ZoneOffset.ofHours(-12);

    /** A day is past when it has ended in the venue's zone, or everywhere if that is unknown; without a day, never. */
    boolean isPast(Instant now) {
        if (at != null) {
            return at.isBefore(now);
        }
        return date != null && date.isBefore(LocalDate.ofInstant(now, zone == null ? LAST_ZONE : zone));
    }
}
