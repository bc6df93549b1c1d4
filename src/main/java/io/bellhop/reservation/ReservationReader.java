package io.bellhop.reservation;

import io.bellhop.database.Conditions;
import io.bellhop.database.Lists;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads reservations. */
@Singleton
final class ReservationReader {

    private static final String SELECT = """
            select (to_jsonb(reservation) || jsonb_build_object(
                'venue_name', venue.name,
                'details', coalesce(reservation.details, '{}'),
                'event_id', 'evt_' || replace(reservation.event_id::text, '-', ''),
                'gap_event_id', 'evt_' || replace(reservation.gap_event_id::text, '-', '')))::text
            from reservation
                left join venue on venue.source = reservation.source and venue.reference = reservation.venue""";

    private final Pool pool;
    private final Lists lists;

    ReservationReader(Pool pool, Lists lists) {
        this.pool = pool;
        this.lists = lists;
    }

    Uni<Optional<Reservation>> find(UUID id) {
        return pool.preparedQuery(SELECT + " where reservation.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst().map(ReservationReader::reservation));
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<Reservation>> list(ReservationFilter filter, int limit) {
        Conditions where = new Conditions();
        where.add("reservation.source = ", filter.source());
        where.add("reservation.reference = ", filter.reference());
        where.add("reservation.venue = ", filter.venue());
        where.add("guest_id = ", filter.guest());
        where.add("status = ", filter.status() == null ? null : filter.status().toString());
        where.add("confirmation_code = ", filter.confirmationCode());
        where.add("arrival_date >= ", filter.from());
        where.add("arrival_date < ", filter.to());
        if (filter.gap() != null) {
            where.add("gap_event_id is " + (filter.gap() ? "not null" : "null"));
        }
        where.add("reservation.id < ", filter.before());
        String sql = SELECT + where.sql() + " order by reservation.id desc limit " + limit;
        return lists.query(sql, where.arguments())
                .map(rows -> rows.stream().map(ReservationReader::reservation).toList());
    }

    private static Reservation reservation(Row row) {
        return JsonRows.read(row.getString(0), Reservation.class);
    }
}
