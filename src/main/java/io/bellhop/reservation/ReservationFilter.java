package io.bellhop.reservation;

import io.bellhop.change.ReservationStatus;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Which reservations to list; null leaves a field open.
 *
 * @param from arriving on or after
 * @param to arriving before
 * @param before the last reservation of the page before, as the cursor has it
 */
record ReservationFilter(
        String source,
        String reference,
        String venue,
        UUID guest,
        ReservationStatus status,
        String confirmationCode,
        LocalDate from,
        LocalDate to,
        Boolean gap,
        UUID before) {}
