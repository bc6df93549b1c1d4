package io.bellhop.provider.sevenrooms;

import io.bellhop.change.ReservationStatus;
import io.bellhop.provider.StatusTable;
import java.util.Map;

/** What SevenRooms' statuses mean in ours. {@code NO_ANSWER} is not among them: nobody public says what it means. */
final class SevenRoomsStatus {

    static final StatusTable TABLE = new StatusTable(Map.ofEntries(
            Map.entry("REQUESTED", ReservationStatus.REQUESTED),
            Map.entry("REQUEST", ReservationStatus.REQUESTED),
            Map.entry("PENDING", ReservationStatus.REQUESTED),
            Map.entry("CONFIRMED", ReservationStatus.CONFIRMED),
            Map.entry("BOOKED", ReservationStatus.CONFIRMED),
            Map.entry("ARRIVED", ReservationStatus.ARRIVED),
            Map.entry("SEATED", ReservationStatus.SEATED),
            Map.entry("COMPLETE", ReservationStatus.COMPLETED),
            Map.entry("COMPLETED", ReservationStatus.COMPLETED),
            Map.entry("CANCELED", ReservationStatus.CANCELED),
            Map.entry("CANCELLED", ReservationStatus.CANCELED),
            Map.entry("NO_SHOW", ReservationStatus.NO_SHOW),
            Map.entry("NOSHOW", ReservationStatus.NO_SHOW)));

    /** Types that say by themselves what the reservation now is. */
    private static final Map<String, ReservationStatus> BY_TYPE = Map.of(
            "reservation.canceled", ReservationStatus.CANCELED,
            "reservation.seated", ReservationStatus.SEATED,
            "reservation.no_show", ReservationStatus.NO_SHOW);

    private SevenRoomsStatus() {}

    /** Null if the type says nothing of it. */
    static ReservationStatus ofType(String type) {
        return BY_TYPE.get(type);
    }
}
