package io.bellhop.availability;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The last known values of one date.
 *
 * @param venue the provider's id of it
 * @param roomType the provider's id; null for all
 * @param ratePlan the provider's id; null for all
 * @param fields as {@code availability}, {@code booked}, {@code stop_sell}, {@code rate}, and restrictions under the
 *     provider's names
 */
@RegisterForReflection
public record Availability(
        String source,
        String venue,
        String roomType,
        String ratePlan,
        LocalDate date,
        JsonNode fields,
        Instant updatedAt) {}
