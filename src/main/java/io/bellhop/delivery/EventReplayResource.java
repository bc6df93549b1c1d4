package io.bellhop.delivery;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.delivery.Replays.Accepted;
import io.bellhop.event.EventId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** Sending old events to a subscription, whether it has had them or not. */
@Path("/api/v1/events/replay")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events")
public final class EventReplayResource {

    private final Replays replays;

    EventReplayResource(Replays replays) {
        this.replays = replays;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            summary = "Send events of the past to a subscription",
            description =
                    "Those that it would get if they came now, of one type or of all, stored from and to; the oldest"
                            + " first, one after the other. limit events of types that it wants are looked at; next is the cursor to go on"
                            + " with, or null.")
    public Uni<Accepted> replay(
            @RestQuery String subscription,
            @RestQuery String type,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor,
            @RestQuery String limit) {
        if (subscription == null) {
            throw Problem.badRequest(DeliveryResource.SUBSCRIPTION + ", and is needed")
                    .asException();
        }
        EventId after = Parameter.parse(cursor, EventId::parse, "cursor is the next of the call before");
        return replays.replayEvents(DeliveryResource.range(subscription, type, from, to), after, Page.limit(limit));
    }
}
