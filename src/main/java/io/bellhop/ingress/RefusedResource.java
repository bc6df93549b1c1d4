package io.bellhop.ingress;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.ingress.SecondLook.Reverified;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Looking at refused requests, and accepting them after all. */
@Path("/api/v1/refused")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Refused requests", description = "Not proved genuine, and kept for a second look")
public final class RefusedResource {

    private static final String ID = "a refused request's id is rfd_ and 32 hexadecimal digits";

    private final RefusedReader refused;
    private final SecondLook secondLook;
    private final SecurityIdentity caller;

    RefusedResource(RefusedReader refused, SecondLook secondLook, SecurityIdentity caller) {
        this.refused = refused;
        this.secondLook = secondLook;
        this.caller = caller;
    }

    /** What an accepted request became. */
    record Accepted(List<AcceptedEvent> events) {}

    @GET
    @Operation(summary = "List refused requests, the newest first")
    public Uni<Page<RefusedRequest>> list(
            @RestQuery String source, @RestQuery Boolean accepted, @RestQuery String cursor, @RestQuery String limit) {
        int size = Page.limit(limit);
        RefusedRequest.Id before =
                Parameter.parse(cursor, RefusedRequest.Id::parse, "cursor is the next of the page before");
        return refused.list(source, accepted, before, size + 1).map(found -> Page.of(found, size, RefusedRequest::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one refused request")
    public Uni<RefusedRequest> get(@RestPath String id) {
        return refused.find(Parameter.parse(id, RefusedRequest.Id::parse, ID))
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("No refused request has this id").asException()));
    }

    @POST
    @Path("{id}/accept")
    @Operation(summary = "Accept it on your own word", description = "Accepting it again changes nothing.")
    public Uni<Accepted> accept(@RestPath String id) {
        return secondLook
                .accept(
                        Parameter.parse(id, RefusedRequest.Id::parse, ID),
                        caller.getPrincipal().getName())
                .map(results ->
                        new Accepted(results.stream().map(AcceptedEvent::of).toList()));
    }

    @POST
    @Path("reverify")
    @Operation(
            summary = "Try the current secrets on all that wait",
            description = "Those that they prove are accepted.")
    public Uni<Reverified> reverify(@RestQuery String source) {
        return secondLook.reverify(source);
    }
}
