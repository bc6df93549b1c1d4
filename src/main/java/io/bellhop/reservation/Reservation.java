package io.bellhop.reservation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.ReservationStatus;
import io.bellhop.event.EventId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A reservation as it is now. Dates and times without a zone are the venue's own; whatever is not known is null.
 *
 * @param reference the provider's own id of it
 * @param venue the provider's id of the venue
 * @param arrivalAt the moment, if date, time and zone are known
 * @param amount a decimal number, as a text, so that no reader rounds it
 * @param details what only this provider has
 * @param changedFields by {@code eventId}, the last event that changed anything
 * @param gapFields in which the provider's previous state was not what we held when {@code gapEventId} came: an event
 *     between was missed, or came later
 * @param deletedAt when the provider removed it; later events do not bring it back
 */
@RegisterForReflection
public record Reservation(
        UUID id,
        String source,
        String reference,
        String venue,
        String venueName,
        UUID guestId,
        String guestName,
        ReservationStatus status,
        String providerStatus,
        String confirmationCode,
        String channel,
        Integer partySize,
        Integer adults,
        Integer children,
        Integer infants,
        String arrivalDate,
        String arrivalTime,
        Instant arrivalAt,
        String departureDate,
        String departureTime,
        Instant departureAt,
        String zone,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        String currency,
        JsonNode tables,
        JsonNode rooms,
        String notes,
        String requests,
        JsonNode details,
        List<String> changedFields,
        List<String> gapFields,
        EventId gapEventId,
        EventId eventId,
        Instant deletedAt,
        Instant createdAt,
        Instant updatedAt) {}
