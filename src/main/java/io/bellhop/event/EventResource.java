package io.bellhop.event;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reading events back. */
@Path("/api/v1/events")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events", description = "What came in, verified and kept")
public final class EventResource {

    private static final String ID = "an event id is evt_ and 32 hexadecimal digits";
    private static final String TIME = "from and to are dates and times such as 2026-05-04T08:22:32Z";
    private static final String STATE = "state is one of pending, retrying, dead, processed";
    private static final ProblemException NO_SUCH_EVENT = Problem.notFound(
                    "No event has this id; it may have passed its retention")
            .asException();

    private final EventReader events;

    EventResource(EventReader events) {
        this.events = events;
    }

    @GET
    @Operation(summary = "List events, the newest first", description = "from and to are when the gateway stored them")
    public Uni<Page<ProcessedEvent>> list(
            @RestQuery String source,
            @RestQuery String type,
            @RestQuery String subject,
            @RestQuery String state,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor,
            @RestQuery String limit) {
        int size = Page.limit(limit);
        EventFilter filter = new EventFilter(
                source,
                type,
                subject,
                Parameter.parse(state, EventState::parse, STATE),
                Parameter.parse(from, Instant::parse, TIME),
                Parameter.parse(to, Instant::parse, TIME),
                Parameter.parse(cursor, EventId::parse, "cursor is the next of the page before"));
        return events.list(filter, size + 1)
                .map(found -> Page.of(found, size, shown -> shown.event().id()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one event")
    public Uni<ProcessedEvent> get(@RestPath String id) {
        return events.find(Parameter.parse(id, EventId::parse, ID))
                .map(found -> found.orElseThrow(() -> NO_SUCH_EVENT));
    }

    @GET
    @Path("{id}/body")
    @Operation(
            summary = "The exact bytes that were received",
            description = "Of a request that carried several events, the bytes of this one's element.")
    public Uni<Response> body(@RestPath String id) {
        return events.body(Parameter.parse(id, EventId::parse, ID))
                .map(found -> found.orElseThrow(() -> NO_SUCH_EVENT))
                .map(body -> Response.ok(body.bytes().bytes(), shownAs(body.contentType()))
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }

    /** JSON as JSON; anything else that was sent, a browser must not run. */
    private static String shownAs(String contentType) {
        return contentType != null && contentType.startsWith(MediaType.APPLICATION_JSON)
                ? MediaType.APPLICATION_JSON
                : MediaType.APPLICATION_OCTET_STREAM;
    }
}
