package io.bellhop.availability;

import io.bellhop.access.Role;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.database.Conditions;
import io.bellhop.database.Lists;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Reading availability. */
@Path("/api/v1/availability")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Availability", description = "The last known values by room type, rate plan and date")
public final class AvailabilityResource {

    private static final String SELECT = """
            select (to_jsonb(availability) || jsonb_build_object(
                'room_type', nullif(room_type, ''), 'rate_plan', nullif(rate_plan, '')))::text
            from availability""";

    private static final String DATE = "from and to are dates such as 2026-06-20";

    /** Bounds the answer: one venue has some dozens of rows a day. */
    private static final int MAX_DAYS = 31;

    private final Lists lists;

    AvailabilityResource(Lists lists) {
        this.lists = lists;
    }

    /** The dates of one venue, in their order. */
    record Dates(List<Availability> items) {}

    @GET
    @Operation(
            summary = "The dates of one venue",
            description = "source, venue, from and to are needed; from inclusive, to exclusive, at most 31 days")
    public Uni<Dates> list(
            @RestQuery String source, @RestQuery String venue, @RestQuery String from, @RestQuery String to) {
        LocalDate first = Parameter.parse(from, LocalDate::parse, DATE);
        LocalDate end = Parameter.parse(to, LocalDate::parse, DATE);
        if (source == null || venue == null || first == null || end == null) {
            throw Problem.badRequest("source, venue, from and to are needed").asException();
        }
        if (ChronoUnit.DAYS.between(first, end) > MAX_DAYS) {
            throw Problem.badRequest("from and to are at most " + MAX_DAYS + " days apart")
                    .asException();
        }
        Conditions where = new Conditions();
        where.add("source = ", source);
        where.add("venue = ", venue);
        where.add("date >= ", first);
        where.add("date < ", end);
        return lists.query(SELECT + where.sql() + " order by date, room_type, rate_plan", where.arguments())
                .map(rows -> new Dates(rows.stream()
                        .map(row -> JsonRows.read(row.getString(0), Availability.class))
                        .toList()));
    }
}
