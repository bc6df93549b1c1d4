package io.bellhop.reservation;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.change.ReservationStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reading reservations. */
@Path("/api/v1/reservations")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Reservations", description = "As they are now, by all that came in")
public final class ReservationResource {

    private static final String STATUS =
            "status is one of requested, confirmed, arrived, seated, completed, canceled, no-show";
    private static final String DATE = "from and to are dates such as 2026-06-20";
    private static final String GAP = "gap is true or false";

    private final ReservationReader reservations;

    ReservationResource(ReservationReader reservations) {
        this.reservations = reservations;
    }

    /** What a list may be narrowed to. */
    public static final class Query {
        @RestQuery
        public String source;

        @RestQuery
        public String reference;

        @RestQuery
        public String venue;

        @RestQuery
        public String guest;

        @RestQuery
        public String status;

        @RestQuery("confirmation_code")
        public String confirmationCode;

        @RestQuery
        public String from;

        @RestQuery
        public String to;

        @RestQuery
        public String gap;

        @RestQuery
        public String cursor;

        @RestQuery
        public String limit;

        ReservationFilter filter() {
            return new ReservationFilter(
                    source,
                    reference,
                    venue,
                    Parameter.id(guest),
                    Parameter.parse(status, ReservationStatus::parse, STATUS),
                    confirmationCode,
                    Parameter.parse(from, LocalDate::parse, DATE),
                    Parameter.parse(to, LocalDate::parse, DATE),
                    Parameter.parse(gap, Parameter::flag, GAP),
                    Parameter.cursor(cursor));
        }
    }

    @GET
    @Operation(
            summary = "List reservations, the newest first",
            description = "from and to are of the arrival; gap those whose history is not whole")
    public Uni<Page<Reservation>> list(@BeanParam Query query) {
        int size = Page.limit(query.limit);
        return reservations.list(query.filter(), size + 1).map(found -> Page.of(found, size, Reservation::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one reservation")
    public Uni<Reservation> get(@RestPath String id) {
        return reservations
                .find(Parameter.id(id))
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("No reservation has this id").asException()));
    }
}
