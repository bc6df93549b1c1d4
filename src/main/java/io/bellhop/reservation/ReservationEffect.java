package io.bellhop.reservation;

import io.bellhop.change.ReservationStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch of events made of one reservation.
 *
 * @param creationSeen an event that was not imported has said that it is new, in this batch or before
 * @param importedOnly all of the events tell of the past, as a first pull finds it
 * @param statusBefore null if it was not known, or there was no such reservation
 * @param status null if it is not known
 * @param changedFields of {@link io.bellhop.change.ReservationFields}; empty for a reservation that these events made
 * @param arrivalAt null if date, time or zone is not known
 * @param hasEmail whether its guest can be written to
 */
public record ReservationEffect(
        UUID id,
        String source,
        boolean creationSeen,
        boolean importedOnly,
        ReservationStatus statusBefore,
        ReservationStatus status,
        boolean deletedBefore,
        boolean deleted,
        Set<String> changedFields,
        LocalDate arrivalDate,
        Instant arrivalAt,
        ZoneId zone,
        boolean hasEmail) {}
