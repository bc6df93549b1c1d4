package io.bellhop.confirmation;

import io.bellhop.change.ReservationStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/**
 * What happened to one reservation, as far as e-mails are concerned: it is for {@link ConfirmationOutbox} to find whether any
 * is owed.
 *
 * @param reservation the row's id
 * @param creationSeen the provider has told us of its creation, now or before
 * @param before its status before; null if there was none, or it means none of ours
 * @param after its status now; null if it means none of ours
 * @param deleted it is deleted now
 * @param hasEmail its guest has an e-mail address
 * @param changedFields of {@link io.bellhop.change.ReservationFields}
 * @param arrivalDate in the venue's zone; may be null
 * @param arrivalAt may be null
 * @param zone the venue's; may be null
 * @param mailsWanted false if the source has confirmations off or is a sandbox, or the event was pulled
 */
public record Occasion(
        UUID reservation,
        boolean creationSeen,
        ReservationStatus before,
        ReservationStatus after,
        boolean deleted,
        boolean hasEmail,
        Set<String> changedFields,
        LocalDate arrivalDate,
        Instant arrivalAt,
        ZoneId zone,
        boolean mailsWanted) {

    Arrival arrival() {
        return new Arrival(arrivalDate, arrivalAt, zone);
    }
}
