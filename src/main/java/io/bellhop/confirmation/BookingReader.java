package io.bellhop.confirmation;

import io.bellhop.change.ReservationStatus;
import io.bellhop.confirmation.Booking.Addressee;
import io.bellhop.confirmation.Booking.Party;
import io.bellhop.confirmation.Booking.Price;
import io.bellhop.confirmation.Period.Moment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads what e-mails are about. */
@Singleton
final class BookingReader {

    private static final String BOOKINGS = """
            select confirmation.id, reservation.id as reservation, reservation.status,
                reservation.deleted_at is not null as deleted, confirmation_code, venue.name as venue_name,
                party_size, adults, children, infants, tables, rooms, amount, reservation.currency,
                arrival_date, arrival_time, arrival_at, departure_date, departure_time, departure_at,
                coalesce(reservation.zone, venue.zone) as zone,
                case when guest.deleted_at is null then coalesce(guest_email, case
                    when exists (select from guest_reference where guest_reference.guest_id = guest.id)
                    then guest.email end) end as email,
                guest_name, guest.first_name, guest.last_name, guest.language,
                (select count(*) from confirmation as earlier
                    where earlier.reservation_id = confirmation.reservation_id and earlier.id < confirmation.id)
                    as sequence,
                (select state from confirmation as first
                    where first.reservation_id = confirmation.reservation_id and first.kind = 'confirmation')
                    as first_state
            from confirmation
                join reservation on reservation.id = confirmation.reservation_id
                left join venue on venue.source = reservation.source and venue.reference = reservation.venue
                left join guest as known on known.id = reservation.guest_id
                left join guest on guest.id = coalesce(known.merged_into, known.id)
            where confirmation.id = any($1::uuid[])
            """;

    private final Pool pool;

    BookingReader(Pool pool) {
        this.pool = pool;
    }

    /** By the confirmations' ids, as they are now; without those whose reservations are gone. */
    Uni<Map<UUID, Booking>> read(Collection<UUID> confirmations) {
        return pool.preparedQuery(BOOKINGS)
                .execute(Tuple.of(confirmations.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Booking> bookings = new HashMap<>();
                    rows.forEach(row -> bookings.put(row.getUUID("id"), booking(row)));
                    return bookings;
                });
    }

    private static Booking booking(Row row) {
        String status = row.getString("status");
        String firstState = row.getString("first_state");
        return new Booking(
                row.getUUID("reservation"),
                status == null ? null : ReservationStatus.parse(status),
                row.getBoolean("deleted"),
                PlainText.line(row.getString("confirmation_code")),
                PlainText.line(row.getString("venue_name")),
                addressee(row),
                period(row),
                new Party(
                        row.getInteger("party_size"),
                        row.getInteger("adults"),
                        row.getInteger("children"),
                        row.getInteger("infants")),
                BookedPlaces.of(row.getValue("tables"), row.getValue("rooms")),
                price(row),
                row.getInteger("sequence"),
                firstState == null ? null : State.parse(firstState));
    }

    /** The guest's own name is better than the one that the reservation is in, which may be a travel agent's spelling. */
    private static Addressee addressee(Row row) {
        String first = row.getString("first_name");
        String last = row.getString("last_name");
        String own = PlainText.name((first == null ? "" : first) + " " + (last == null ? "" : last));
        String name = own == null && first == null && last == null ? PlainText.name(row.getString("guest_name")) : own;
        String email = row.getString("email");
        return new Addressee(
                email == null || email.isBlank() ? null : email,
                name,
                Language.of(row.getString("language")).orElse(null));
    }

    private static Period period(Row row) {
        ZoneId zone = zone(row.getString("zone"));
        return new Period(moment(row, "arrival", zone), moment(row, "departure", zone), zone);
    }

    private static Moment moment(Row row, String which, ZoneId zone) {
        OffsetDateTime at = row.getOffsetDateTime(which + "_at");
        return Moment.of(
                row.getLocalDate(which + "_date"),
                row.getLocalTime(which + "_time"),
                at == null ? null : at.toInstant(),
                zone);
    }

    /** One that we do not know is none. */
    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Price price(Row row) {
        BigDecimal amount = row.getBigDecimal("amount");
        String currency = PlainText.line(row.getString("currency"));
        return amount == null || currency == null ? new Price(null, null) : new Price(amount, currency);
    }
}
