package io.bellhop.provider.sevenrooms;

import static io.bellhop.change.ReservationFields.AMOUNT;
import static io.bellhop.change.ReservationFields.CHANNEL;
import static io.bellhop.change.ReservationFields.CONFIRMATION_CODE;
import static io.bellhop.change.ReservationFields.CURRENCY;
import static io.bellhop.change.ReservationFields.DETAILS;
import static io.bellhop.change.ReservationFields.GUEST_NAME;
import static io.bellhop.change.ReservationFields.NOTES;
import static io.bellhop.change.ReservationFields.PARTY_SIZE;
import static io.bellhop.change.ReservationFields.PROVIDER_STATUS;
import static io.bellhop.change.ReservationFields.REQUESTS;
import static io.bellhop.change.ReservationFields.STATUS;
import static io.bellhop.change.ReservationFields.TABLES;
import static io.bellhop.change.ReservationFields.ZONE;

import io.bellhop.change.ReservationStatus;
import io.bellhop.change.Told;
import io.bellhop.provider.Payload;
import io.bellhop.provider.Retelling;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.StatusTable;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a reservation says in our fields.
 *
 * @param venueZone a reservation does not say it
 * @param currency a reservation does not say it
 */
record SevenRoomsReservation(StatusTable statuses, Optional<ZoneId> venueZone, Optional<String> currency) {

    static final String STATUSES_SETTING = "statuses";
    static final String VENUE_ZONE_SETTING = "venue-zone";
    static final String CURRENCY_SETTING = "currency";

    static SevenRoomsReservation of(SourceSettings settings) {
        return new SevenRoomsReservation(
                SevenRoomsStatus.TABLE.with(settings.statuses(STATUSES_SETTING)),
                settings.zone(VENUE_ZONE_SETTING),
                settings.currency(CURRENCY_SETTING));
    }

    /** @param type of the event, ours */
    Told told(Payload reservation, String type) {
        Retelling told = Retelling.of(reservation);
        tellStatus(told, type);
        told.tell(CONFIRMATION_CODE, "reference_code", Payload::text).tell(CHANNEL, "booked_by", Payload::text);
        if (reservation.tells("first_name") || reservation.tells("last_name")) {
            told.that(GUEST_NAME, reservation.joined("first_name", "last_name"));
        }
        told.tell(PARTY_SIZE, "max_guests", Payload::count);
        SevenRoomsSlot.of(reservation, venueZone.orElse(null)).tell(told);
        told.ifKnown(ZONE, venueZone.map(ZoneId::getId).orElse(null)).tell(AMOUNT, "total_payment", Payload::money);
        if (reservation.money("total_payment") != null) {
            told.ifKnown(CURRENCY, currency.orElse(null));
        }
        return told.tell(TABLES, "table_numbers", Payload::texts)
                .tell(NOTES, "notes", Payload::note)
                .tell(REQUESTS, "client_requests", Payload::note)
                .tell(DETAILS + "arrived_guests", "arrived_guests", Payload::count)
                .tell(DETAILS + "duration_minutes", "duration", Payload::count)
                .tell(DETAILS + "shift", "shift_category", Payload::text)
                .tell(DETAILS + "reservation_type", "reservation_type", Payload::text)
                .tell(DETAILS + "seating_area", "venue_seating_area_name", Payload::text)
                .tell(DETAILS + "seated_time", "seated_time", Payload::text)
                .tell(DETAILS + "left_time", "left_time", Payload::text)
                .done();
    }

    /** A type that decides counts for more than the status beside it. */
    private void tellStatus(Retelling told, String type) {
        told.tell(PROVIDER_STATUS, "status", Payload::text)
                .tell(STATUS, "status", (from, field) -> statuses.meaning(from.text(field)));
        ReservationStatus decided = SevenRoomsStatus.ofType(type);
        told.ifKnown(STATUS, decided);
    }
}
