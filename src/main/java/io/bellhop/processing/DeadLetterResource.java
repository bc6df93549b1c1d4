package io.bellhop.processing;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** Processing many dead letters again. */
@Path("/api/v1/events/process")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events")
public final class DeadLetterResource {

    private final DeadLetters deadLetters;

    DeadLetterResource(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** @param accepted how many are processed again */
    record Accepted(int accepted) {}

    @POST
    @ResponseStatus(202)
    @Operation(
            summary = "Process dead letters again",
            description =
                    "state=dead is needed, so that nobody asks for it by mistake; of one source, or of all; limit of them,"
                            + " the oldest first. Call again until none is accepted.")
    public Uni<Accepted> process(@RestQuery String state, @RestQuery String source, @RestQuery String limit) {
        if (!"dead".equals(state)) {
            throw Problem.badRequest("state is needed, and is dead").asException();
        }
        return deadLetters.processDeadAgain(source, Page.limit(limit)).map(Accepted::new);
    }
}
