package io.bellhop.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.api.Revalidation;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Reading venues. */
@Path("/api/v1/venues")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Venues", description = "Learned from events until they are pulled")
public final class VenueResource {

    private static final String PULLED_AT = "pulled_at";

    private final CachedVenues venues;
    private final InstantSource clock;

    VenueResource(CachedVenues venues, InstantSource clock) {
        this.venues = venues;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "List venues, the newest first",
            description = "With the ETag of an earlier answer in If-None-Match, 304 if it still holds.")
    public Uni<RestResponse<Page<Venue>>> list(
            @RestQuery String source,
            @RestQuery String reference,
            @RestQuery String cursor,
            @RestQuery String limit,
            @Context Request request) {
        VenueFilter filter = new VenueFilter(source, reference, Parameter.cursor(cursor));
        return venues.page(filter, Page.limit(limit))
                .map(page -> Revalidation.answer(request, page, content(page)).build());
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Show one venue",
            description = "Age is how many seconds ago it was pulled, if it was. With the ETag of an earlier answer in"
                    + " If-None-Match, 304 if it still holds.")
    public Uni<RestResponse<Venue>> get(@RestPath String id, @Context Request request) {
        return venues.find(Parameter.id(id))
                .map(found -> answer(
                        request,
                        found.orElseThrow(
                                () -> Problem.notFound("No venue has this id").asException())));
    }

    private RestResponse<Venue> answer(Request request, Venue venue) {
        ResponseBuilder<Venue> answer = Revalidation.answer(request, venue, content(venue));
        if (venue.pulledAt() != null) {
            Duration age = Duration.between(venue.pulledAt(), clock.instant());
            answer.header("Age", Math.max(0, age.toSeconds()));
        }
        return answer.build();
    }

    /** All but when it was pulled: most pulls find everything as it was. */
    private static String content(Object answer) {
        JsonNode content = JsonRows.value(answer);
        content.findParents(PULLED_AT).forEach(venue -> ((ObjectNode) venue).remove(PULLED_AT));
        return content.toString();
    }
}
