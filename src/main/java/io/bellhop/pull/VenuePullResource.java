package io.bellhop.pull;

import io.bellhop.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** A pull of venues now. Of its own, since a longer path belongs to another class than a shorter one. */
@Path("/api/v1/venues/pull")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Pulls")
public final class VenuePullResource {

    private final PullRequests requests;

    VenuePullResource(PullRequests requests) {
        this.requests = requests;
    }

    @POST
    @ResponseStatus(202)
    @Operation(summary = "Pull the venues now", description = "Of all sources whose API tells them, or of one.")
    public Uni<PullResource.Accepted> pull(@RestQuery String source) {
        return requests.now(source, "venues", null).map(PullResource.Accepted::new);
    }
}
