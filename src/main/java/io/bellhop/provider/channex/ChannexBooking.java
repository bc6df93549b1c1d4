package io.bellhop.provider.channex;

import static io.bellhop.change.ReservationFields.AMOUNT;
import static io.bellhop.change.ReservationFields.ARRIVAL_DATE;
import static io.bellhop.change.ReservationFields.CONFIRMATION_CODE;
import static io.bellhop.change.ReservationFields.CURRENCY;
import static io.bellhop.change.ReservationFields.DEPARTURE_DATE;
import static io.bellhop.change.ReservationFields.DETAILS;
import static io.bellhop.change.ReservationFields.GUEST_NAME;
import static io.bellhop.change.ReservationFields.STATUS;
import static io.bellhop.change.ReservationFields.ZONE;

import io.bellhop.change.ReservationStatus;
import io.bellhop.change.Told;
import io.bellhop.provider.Payload;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.Retelling;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the payload of a booking's event says in our fields: as documented no more than ids, as seen a summary of the booking.
 *
 * @param venueZone a booking does not say it
 */
record ChannexBooking(Optional<ZoneId> venueZone) {

    /**
     * @param revision null if the event names none
     * @param status null if the event says nothing of it
     */
    Told told(Payload booking, String revision, ReservationStatus status) {
        Retelling told = Retelling.of(booking)
                .ifKnown(STATUS, status)
                .tell(CONFIRMATION_CODE, "ota_code", Payload::text)
                .tell(GUEST_NAME, "customer_name", Payload::text)
                .tell(AMOUNT, "amount", Payload::money)
                .tell(CURRENCY, "currency", Payload::currency)
                .tell(ARRIVAL_DATE, "arrival_date", Payload::date)
                .ifKnown(DEPARTURE_DATE, departure(booking))
                .ifKnown(DETAILS + "revision_id", revision)
                .tell(DETAILS + "unique_id", "booking_unique_id", Payload::text)
                .tell(DETAILS + "channel_id", "channel_id", Payload::text)
                .tell(DETAILS + "room_count", "count_of_rooms", Payload::count);
        if (booking.tells("arrival_date")) {
            told.ifKnown(ZONE, venueZone.map(ZoneId::getId).orElse(null));
        }
        return told.done();
    }

    private static LocalDate departure(Payload booking) {
        LocalDate arrival = booking.date("arrival_date");
        Integer nights = booking.count("count_of_nights");
        return arrival == null || nights == null ? null : ProviderTime.sane(arrival.plusDays(nights));
    }
}
