package io.bellhop.provider.guestapi;

import static io.bellhop.change.ReservationFields.ADULTS;
import static io.bellhop.change.ReservationFields.ARRIVAL_DATE;
import static io.bellhop.change.ReservationFields.ARRIVAL_TIME;
import static io.bellhop.change.ReservationFields.CHILDREN;
import static io.bellhop.change.ReservationFields.CONFIRMATION_CODE;
import static io.bellhop.change.ReservationFields.DEPARTURE_DATE;
import static io.bellhop.change.ReservationFields.DEPARTURE_TIME;
import static io.bellhop.change.ReservationFields.DETAILS;
import static io.bellhop.change.ReservationFields.GUEST_NAME;
import static io.bellhop.change.ReservationFields.INFANTS;
import static io.bellhop.change.ReservationFields.PARTY_SIZE;
import static io.bellhop.change.ReservationFields.PROVIDER_STATUS;
import static io.bellhop.change.ReservationFields.STATUS;
import static io.bellhop.change.ReservationFields.ZONE;

import io.bellhop.change.Told;
import io.bellhop.provider.Payload;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.Retelling;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.StatusTable;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * What a {@code ReservationsUpdateDTO} says in our fields.
 *
 * @param zone of the hotel: times with an offset are brought into it
 * @param statuses by number; their meaning is not public, so there are none but those that are set
 */
record GuestApiReservation(ZoneId zone, StatusTable statuses) {

    static final String ZONE_SETTING = "zone";
    static final String STATUSES_SETTING = "statuses";

    private static final String ARRIVAL = "arrivalDate";
    private static final String DEPARTURE = "exitDate";

    static GuestApiReservation of(SourceSettings settings) {
        return new GuestApiReservation(
                settings.zone(ZONE_SETTING, ZoneId.of("Europe/Madrid")),
                new StatusTable(settings.statuses(STATUSES_SETTING)));
    }

    Told told(Payload reservation) {
        Retelling told = retelling(reservation);
        if (reservation.tells(ARRIVAL) || reservation.tells(DEPARTURE)) {
            told.that(ZONE, zone.getId());
        }
        return told.done();
    }

    /** What was before: the zone is ours, not something that the provider held. */
    Told toldWithoutZone(Payload reservation) {
        return retelling(reservation).done();
    }

    private Retelling retelling(Payload reservation) {
        Retelling told = Retelling.of(reservation)
                .tell(PROVIDER_STATUS, "rsvStatus", Payload::text)
                .tell(STATUS, "rsvStatus", (from, field) -> statuses.meaning(from.text(field)))
                .tell(CONFIRMATION_CODE, "reference", Payload::text)
                .tell(GUEST_NAME, "responsible", Payload::text)
                .tell(ADULTS, "ad", Payload::count)
                .tellSum(CHILDREN, "jr", "ch")
                .tell(INFANTS, "bb", Payload::count)
                .tellSum(PARTY_SIZE, "ad", "jr", "ch", "bb")
                .tell(DETAILS + "invoice_status", "rsvInvoiceStatus", Payload::text)
                .tell(DETAILS + "room_type_used", "roomTypeUse_id_fk", Payload::text)
                .tell(DETAILS + "room_type_billed", "roomTypeFra_id_fk", Payload::text)
                .tell(DETAILS + "board_used", "boardTypeUse_id_fk", Payload::text)
                .tell(DETAILS + "board_billed", "boardTypeFra_id_fk", Payload::text)
                .tell(DETAILS + "room", "roomId", Payload::text);
        tellTime(told, reservation, ARRIVAL, ARRIVAL_DATE, ARRIVAL_TIME);
        tellTime(told, reservation, DEPARTURE, DEPARTURE_DATE, DEPARTURE_TIME);
        return told;
    }

    /** Of a date alone, the time is told as null. */
    private void tellTime(Retelling told, Payload reservation, String theirs, String date, String time) {
        if (reservation.tells(theirs)) {
            LocalDateTime local = ProviderTime.local(reservation.text(theirs), zone);
            told.that(date, local == null ? reservation.date(theirs) : local.toLocalDate());
            told.that(time, local == null ? null : local.toLocalTime());
        }
    }
}
