package io.bellhop.venue;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.database.Conditions;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reading venues. */
@Path("/api/v1/venues")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Venues", description = "Learned from events until they are pulled")
public final class VenueResource {

    private static final String SELECT = "select to_jsonb(venue)::text from venue";

    private final Pool pool;

    VenueResource(Pool pool) {
        this.pool = pool;
    }

    @GET
    @Operation(summary = "List venues, the newest first")
    public Uni<Page<Venue>> list(
            @RestQuery String source, @RestQuery String reference, @RestQuery String cursor, @RestQuery String limit) {
        int size = Page.limit(limit);
        Conditions where = new Conditions();
        where.add("source = ", source);
        where.add("reference = ", reference);
        where.add("id < ", Parameter.cursor(cursor));
        return read(where, size + 1).map(found -> Page.of(found, size, Venue::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one venue")
    public Uni<Venue> get(@RestPath String id) {
        Conditions where = new Conditions();
        where.add("id = ", Parameter.id(id));
        return read(where, 1)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(
                                () -> Problem.notFound("No venue has this id").asException()));
    }

    private Uni<List<Venue>> read(Conditions where, int limit) {
        return pool.preparedQuery(SELECT + where.sql() + " order by id desc limit " + limit)
                .execute(where.arguments())
                .map(rows -> rows.stream()
                        .map(row -> JsonRows.read(row.getString(0), Venue.class))
                        .toList());
    }
}
