package io.bellhop.provider.channex;

import io.bellhop.change.ReservationStatus;
import io.bellhop.provider.StatusTable;
import java.util.Map;

/** What Channex's events and the statuses of its booking revisions mean in ours. What is not among them says nothing. */
final class ChannexStatus {

    static final StatusTable TABLE = new StatusTable(Map.ofEntries(
            Map.entry("BOOKING_NEW", ReservationStatus.CONFIRMED),
            Map.entry("BOOKING_MODIFICATION", ReservationStatus.CONFIRMED),
            Map.entry("BOOKING_CANCELLATION", ReservationStatus.CANCELED),
            Map.entry("RESERVATION_REQUEST", ReservationStatus.REQUESTED),
            Map.entry("ACCEPTED_RESERVATION", ReservationStatus.CONFIRMED),
            Map.entry("DECLINED_RESERVATION", ReservationStatus.CANCELED),
            Map.entry("NEW", ReservationStatus.CONFIRMED),
            Map.entry("MODIFIED", ReservationStatus.CONFIRMED),
            Map.entry("CANCELLED", ReservationStatus.CANCELED)));

    private ChannexStatus() {}
}
