package io.bellhop.provider.channex;

import static io.bellhop.change.ReservationFields.ADULTS;
import static io.bellhop.change.ReservationFields.AMOUNT;
import static io.bellhop.change.ReservationFields.ARRIVAL_DATE;
import static io.bellhop.change.ReservationFields.ARRIVAL_TIME;
import static io.bellhop.change.ReservationFields.CHANNEL;
import static io.bellhop.change.ReservationFields.CHILDREN;
import static io.bellhop.change.ReservationFields.CONFIRMATION_CODE;
import static io.bellhop.change.ReservationFields.CURRENCY;
import static io.bellhop.change.ReservationFields.DEPARTURE_DATE;
import static io.bellhop.change.ReservationFields.DETAILS;
import static io.bellhop.change.ReservationFields.GUEST_NAME;
import static io.bellhop.change.ReservationFields.INFANTS;
import static io.bellhop.change.ReservationFields.NOTES;
import static io.bellhop.change.ReservationFields.PARTY_SIZE;
import static io.bellhop.change.ReservationFields.PROVIDER_STATUS;
import static io.bellhop.change.ReservationFields.ROOMS;
import static io.bellhop.change.ReservationFields.STATUS;
import static io.bellhop.change.ReservationFields.ZONE;

import io.bellhop.change.ReservationStatus;
import io.bellhop.change.Told;
import io.bellhop.provider.Payload;
import io.bellhop.provider.Retelling;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a whole revision of a booking says in our fields, in an event as in an answer of Channex. The card that guarantees it
 * is left where it is.
 *
 * @param venueZone a revision does not say it
 */
record ChannexRevision(Optional<ZoneId> venueZone) {

    /**
     * @param id of the revision; null if it has none
     * @param status null if nothing is said of it
     */
    Told told(Payload revision, String id, ReservationStatus status) {
        Retelling told = Retelling.of(revision)
                .ifKnown(STATUS, status)
                .tell(PROVIDER_STATUS, "status", Payload::text)
                .tell(CONFIRMATION_CODE, "ota_reservation_code", Payload::text)
                .tell(CHANNEL, "ota_name", Payload::text);
        tellCustomer(told, revision);
        tellStay(told, revision);
        return told.tell(AMOUNT, "amount", Payload::money)
                .tell(CURRENCY, "currency", Payload::currency)
                .tell(NOTES, "notes", Payload::note)
                .tell(ROOMS, "rooms", ChannexRoom::all)
                .ifKnown(DETAILS + "revision_id", id)
                .tell(DETAILS + "unique_id", "unique_id", Payload::text)
                .tell(DETAILS + "payment_collect", "payment_collect", Payload::text)
                .tell(DETAILS + "payment_type", "payment_type", Payload::text)
                .done();
    }

    private static void tellCustomer(Retelling told, Payload revision) {
        Payload customer = revision.at("customer");
        if (customer.tells("name") || customer.tells("surname")) {
            told.that(GUEST_NAME, customer.joined("name", "surname"));
        }
    }

    private void tellStay(Retelling told, Payload revision) {
        told.thenOf(revision.at("occupancy"))
                .tell(ADULTS, "adults", Payload::count)
                .tell(CHILDREN, "children", Payload::count)
                .tell(INFANTS, "infants", Payload::count)
                .tellSum(PARTY_SIZE, "adults", "children", "infants")
                .thenOf(revision)
                .tell(ARRIVAL_DATE, "arrival_date", Payload::date)
                .tell(ARRIVAL_TIME, "arrival_hour", Payload::time)
                .tell(DEPARTURE_DATE, "departure_date", Payload::date);
        if (revision.tells("arrival_date") || revision.tells("departure_date")) {
            told.ifKnown(ZONE, venueZone.map(ZoneId::getId).orElse(null));
        }
    }
}
