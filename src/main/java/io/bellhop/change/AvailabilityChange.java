package io.bellhop.change;

import java.time.LocalDate;

/**
 * What can be booked of one room type on one date.
 *
 * @param venue the provider's id
 * @param roomType the provider's id; null for all
 * @param ratePlan the provider's id; null for all
 * @param fields {@code availability} and {@code booked} whole numbers, {@code stop_sell} a boolean, {@code rate} a decimal
 *     number; and restrictions under the provider's own names
 */
public record AvailabilityChange(
        String venue, String roomType, String ratePlan, LocalDate date, Version version, Told fields)
        implements Change {}
