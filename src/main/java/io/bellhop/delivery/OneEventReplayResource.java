package io.bellhop.delivery;

import io.bellhop.access.Role;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.delivery.DeliveryResource.Accepted;
import io.bellhop.event.EventId;
import io.bellhop.subscription.SubscriptionId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Sending one old event again. */
@Path("/api/v1/events/{id}/replay")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events")
public final class OneEventReplayResource {

    private final Replays replays;

    OneEventReplayResource(Replays replays) {
        this.replays = replays;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            summary = "Send the event again",
            description =
                    "To one subscription, or to all that would get it if it came now; whether they have had it or not.")
    public Uni<Accepted> replay(@RestPath String id, @RestQuery String subscription) {
        return replays.replayEvent(
                        Parameter.parse(id, EventId::parse, "an event id is evt_ and 32 hexadecimal digits"),
                        Parameter.parse(subscription, SubscriptionId::parse, DeliveryResource.SUBSCRIPTION))
                .map(accepted -> {
                    if (accepted == 0) {
                        throw Problem.conflict(
                                        "There is no such event any more, or no active subscription that wants it")
                                .asException();
                    }
                    return new Accepted(accepted);
                });
    }
}
