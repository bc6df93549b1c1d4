package io.bellhop.change;

/**
 * A reservation as an event tells of it.
 *
 * @param reference the provider's id, as it stands in the event's subject
 * @param created the event says that the reservation is new
 * @param deleted the event says that the reservation is gone; nothing revives it
 * @param venue the provider's id of the venue; null if the event does not say
 * @param guest who comes; null if the event tells of nobody who could be known again
 * @param fields of {@link ReservationFields}
 * @param previous what the provider held before; tells nothing if the event does not say
 */
public record ReservationChange(
        String reference,
        Version version,
        boolean created,
        boolean deleted,
        String venue,
        GuestChange guest,
        Told fields,
        Told previous)
        implements Change {}
