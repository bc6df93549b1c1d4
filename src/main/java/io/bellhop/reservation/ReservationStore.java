package io.bellhop.reservation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.state.JsonRows;
import io.bellhop.venue.VenueReference;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Loads the reservations that a batch is about, and writes them back: a set of them in each statement. */
@Singleton
final class ReservationStore {

    static final String LOAD = """
            select to_jsonb(reservation)::text from reservation
                join unnest($1::text[], $2::text[]) as wanted (source, reference) using (source, reference)
            """;

    private static final String FIELDS = """
            venue, guest_id, status, provider_status, confirmation_code, channel, guest_name, guest_email, party_size, adults,
            children, infants, arrival_date, arrival_time, departure_date, departure_time, amount, currency, tables,
            rooms, notes, requests, details, version, versions, creation_seen, deleted_at, changed_fields, gap_fields,
            gap_event_id, event_id, updated_at""";

    /**
     * Written to is the address that the reservation told; if it told none, that of a guest whom the provider knows by an id.
     * The venue's own zone, once it is pulled, is better known there than by the source's settings.
     */
    private static final String UPSERT = """
            insert into reservation (id, source, reference, created_at, zone, arrival_at, departure_at, %1$s)
            select told.id, told.source, told.reference, told.created_at, zoned.zone,
                (told.arrival_date + told.arrival_time) at time zone zoned.zone,
                (told.departure_date + told.departure_time) at time zone zoned.zone, %2$s
            from json_populate_recordset(null::reservation, $1::text::json) as told
                left join venue on venue.source = told.source and venue.reference = told.venue
                cross join lateral (select coalesce(venue.zone, told.zone) as zone) as zoned
            on conflict (id) do update set (zone, arrival_at, departure_at, %1$s)
                = row(excluded.zone, excluded.arrival_at, excluded.departure_at, %3$s)
            returning id, arrival_date, arrival_at, zone, coalesce(guest_email, (
                select email from guest where guest.id = guest_id
                    and exists (select from guest_reference where guest_reference.guest_id = guest.id))) as email
            """.formatted(FIELDS, of("told"), of("excluded"));

    /** Those to come, and those of guests who may be there still: of those that are past nobody asks for the moment. */
    private static final String REZONE = """
            update reservation set zone = venue.zone, updated_at = $5,
                arrival_at = (arrival_date + arrival_time) at time zone venue.zone,
                departure_at = (departure_date + departure_time) at time zone venue.zone
            from unnest($1::text[], $2::text[]) as told (source, reference) join venue using (source, reference)
            where reservation.source = venue.source and reservation.venue = venue.reference
                and reservation.zone is distinct from venue.zone and venue.zone is not null
                and arrival_date >= $3 and coalesce(departure_date, arrival_date) >= $4
            """;

    /** A stay is seldom longer. */
    private static final Period LONGEST_STAY = Period.ofDays(31);

    private static String of(String row) {
        return FIELDS.replaceAll("(\\w+)(,|$)", row + ".$1$2");
    }

    /** The provider's id of a reservation. */
    record Reference(String source, String reference) {}

    /** What the database has worked out. @param arrivalAt null if date, time or zone is not known */
    record Saved(LocalDate arrivalDate, Instant arrivalAt, ZoneId zone, boolean hasEmail) {}

    Uni<Map<Reference, ReservationRow>> load(SqlConnection connection, Collection<Reference> wanted) {
        Tuple arguments = Tuple.of(
                wanted.stream().map(Reference::source).toArray(String[]::new),
                wanted.stream().map(Reference::reference).toArray(String[]::new));
        return connection
                .preparedQuery(LOAD)
                .execute(arguments)
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> {
                    Map<Reference, ReservationRow> found = new HashMap<>();
                    rows.forEach(row -> {
                        ObjectNode json = JsonRows.read(row.getString(0));
                        found.put(
                                new Reference(
                                        json.get("source").textValue(),
                                        json.get("reference").textValue()),
                                ReservationRow.of(json));
                    });
                    return found;
                });
    }

    Uni<Map<UUID, Saved>> save(SqlConnection connection, Collection<ReservationRow> reservations) {
        List<JsonNode> rows = new ArrayList<>(reservations.size());
        reservations.forEach(reservation -> rows.add(reservation.toRow()));
        return connection
                .preparedQuery(UPSERT)
                .execute(Tuple.of(JsonRows.write(rows)))
                .map(written -> {
                    Map<UUID, Saved> saved = new HashMap<>();
                    written.forEach(row -> {
                        OffsetDateTime arrivalAt = row.getOffsetDateTime("arrival_at");
                        String zone = row.getString("zone");
                        saved.put(
                                row.getUUID("id"),
                                new Saved(
                                        row.getLocalDate("arrival_date"),
                                        arrivalAt == null ? null : arrivalAt.toInstant(),
                                        zone == null ? null : ZoneId.of(zone),
                                        row.getString("email") != null));
                    });
                    return saved;
                });
    }

    /** Works out the moments of the venues' reservations anew, where their zone is another. */
    Uni<Void> rezone(SqlConnection connection, List<VenueReference> venues, Instant now) {
        LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        return connection
                .preparedQuery(REZONE)
                .execute(Tuple.of(
                        venues.stream().map(VenueReference::source).toArray(String[]::new),
                        venues.stream().map(VenueReference::reference).toArray(String[]::new),
                        yesterday.minus(LONGEST_STAY),
                        yesterday,
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
