package io.bellhop.subscription;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a subscription's mask may name. */
@Path("/api/v1/event-types")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events", description = "What came in, verified and kept")
public final class EventTypeResource {

    private final EventTypes types;

    EventTypeResource(EventTypes types) {
        this.types = types;
    }

    /** A type of events. @param providers that tell it; none if it happens in the gateway itself */
    public record EventType(String type, List<String> providers) {}

    @GET
    @Operation(summary = "List the types that events may have", description = "All of them, in alphabetical order.")
    public Page<EventType> list() {
        return new Page<>(
                types.tellers().entrySet().stream()
                        .map(one -> new EventType(one.getKey(), one.getValue()))
                        .toList(),
                null);
    }
}
