package io.bellhop.delivery;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.bellhop.delivery.Replays.Range;
import io.bellhop.event.EventId;
import io.bellhop.subscription.SubscriptionId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What became of events on their way to subscribers, and sending them again. */
@Path("/api/v1/deliveries")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Deliveries", description = "Events on their way to subscribers, with all attempts")
public final class DeliveryResource {

    static final String TIME = "from and to are dates and times such as 2026-05-04T08:22:32Z";
    static final String SUBSCRIPTION = "subscription is sub_ and 32 hexadecimal digits";

    private static final String STATE = "state is one of pending, delivered, dead, replayed";
    private static final String ID = "a delivery's id is dlv_ and 32 hexadecimal digits";
    private static final ProblemException NO_SUCH_DELIVERY = Problem.notFound(
                    "No delivery has this id; it may have passed its retention")
            .asException();

    private final DeliveryReader deliveries;
    private final Replays replays;

    DeliveryResource(DeliveryReader deliveries, Replays replays) {
        this.deliveries = deliveries;
        this.replays = replays;
    }

    /** The delivery that is attempted. */
    record Replayed(DeliveryId id) {}

    /** @param accepted how many dead letters are sent again */
    record Accepted(int accepted) {}

    @GET
    @Operation(
            summary = "List deliveries, those of the newest events first",
            description =
                    "from and to are when the gateway stored their events. Dead letters are those with state=dead.")
    public Uni<Page<Delivery>> list(
            @RestQuery String subscription,
            @RestQuery String event,
            @RestQuery String type,
            @RestQuery String state,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor,
            @RestQuery String limit) {
        int size = Page.limit(limit);
        DeliveryFilter filter = new DeliveryFilter(
                Parameter.parse(subscription, SubscriptionId::parse, SUBSCRIPTION),
                Parameter.parse(event, EventId::parse, "event is evt_ and 32 hexadecimal digits"),
                type,
                Parameter.parse(state, DeliveryState::parse, STATE),
                Parameter.parse(from, Instant::parse, TIME),
                Parameter.parse(to, Instant::parse, TIME),
                Parameter.parse(cursor, DeliveryId::parse, "cursor is the next of the page before"));
        return deliveries.list(filter, size + 1).map(found -> Page.of(found, size, Delivery::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one delivery, with every request of it that has ended")
    public Uni<Delivery> get(@RestPath String id) {
        return deliveries
                .find(Parameter.parse(id, DeliveryId::parse, ID))
                .map(found -> found.orElseThrow(() -> NO_SUCH_DELIVERY));
    }

    @POST
    @Path("{id}/replay")
    @ResponseStatus(202)
    @Operation(
            summary = "Send it again, now",
            description =
                    "As a new delivery with the same webhook-id. One that is still pending is not doubled: its next"
                            + " attempt is made now.")
    public Uni<Replayed> replay(@RestPath String id) {
        DeliveryId wanted = Parameter.parse(id, DeliveryId::parse, ID);
        return deliveries.find(wanted).flatMap(found -> {
            if (found.isEmpty()) {
                throw NO_SUCH_DELIVERY;
            }
            return replays.replay(wanted)
                    .map(made -> new Replayed(made.orElseThrow(() -> Problem.conflict(
                                    "It is being attempted just now, or its subscription is switched off or gone, or its"
                                            + " event has passed its retention")
                            .asException())));
        });
    }

    @POST
    @Path("replay")
    @ResponseStatus(202)
    @Operation(
            summary = "Send dead letters again",
            description =
                    "state=dead is needed, so that nobody asks for it by mistake; of one subscription, of one type of"
                            + " event, of events stored from and to; limit of them, the oldest first, one after the other. Each is"
                            + " taken once: call again until none is accepted. Those of subscriptions that are switched off stay.")
    public Uni<Accepted> replayDead(
            @RestQuery String state,
            @RestQuery String subscription,
            @RestQuery String type,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String limit) {
        if (!"dead".equals(state)) {
            throw Problem.badRequest("state is needed, and is dead").asException();
        }
        return replays.replayDead(range(subscription, type, from, to), Page.limit(limit))
                .map(Accepted::new);
    }

    static Range range(String subscription, String type, String from, String to) {
        return new Range(
                Parameter.parse(subscription, SubscriptionId::parse, SUBSCRIPTION),
                type,
                Parameter.parse(from, Instant::parse, TIME),
                Parameter.parse(to, Instant::parse, TIME));
    }
}
