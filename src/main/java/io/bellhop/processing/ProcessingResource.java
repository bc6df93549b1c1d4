package io.bellhop.processing;

import io.bellhop.access.Role;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.Notice;
import io.bellhop.change.PullNeeded;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.RoomChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.EventId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** What an event means for us, and processing it again. */
@Path("/api/v1/events/{id}")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events")
public final class ProcessingResource {

    private final DeadLetters deadLetters;
    private final Meaning meaning;

    ProcessingResource(DeadLetters deadLetters, Meaning meaning) {
        this.deadLetters = deadLetters;
        this.meaning = meaning;
    }

    /** What is to be processed again. */
    record Accepted(EventId id) {}

    /** One change. @param kind as {@code reservation} */
    @RegisterForReflection(
            targets = {
                AvailabilityChange.class,
                GuestChange.class,
                GuestMerge.class,
                Notice.class,
                PullNeeded.class,
                ReservationChange.class,
                RoomChange.class,
                VenueChange.class,
                Told.class,
                Version.class
            })
    record ShownChange(String kind, Change change) {

        static ShownChange of(Change change) {
            String type = change.getClass().getSimpleName();
            return new ShownChange(
                    type.replace("Change", "")
                            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                            .toLowerCase(Locale.ROOT),
                    change);
        }
    }

    /** All of them, in the order they are applied. */
    record ShownChanges(List<ShownChange> items) {}

    @POST
    @Path("process")
    @ResponseStatus(202)
    @Operation(
            summary = "Process the event again",
            description = "A dead letter after what kept it from being processed is mended. Of any other event nothing"
                    + " changes that is newer by now.")
    public Uni<Accepted> process(@RestPath String id) {
        EventId event = eventId(id);
        return deadLetters.processAgain(event).map(found -> {
            if (!found) {
                throw noSuchEvent();
            }
            return new Accepted(event);
        });
    }

    @GET
    @Path("changes")
    @Operation(
            summary = "What the event means",
            description = "In the gateway's own words, by the source's settings as they are now, whether or not the"
                    + " event has been processed.")
    public Uni<ShownChanges> changes(@RestPath String id) {
        return meaning.of(eventId(id))
                .map(changes -> new ShownChanges(changes.orElseThrow(ProcessingResource::noSuchEvent).stream()
                        .map(ShownChange::of)
                        .toList()))
                .onFailure(NotUnderstoodException.class)
                .transform(failure -> Problem.conflict(failure.getMessage()).asException());
    }

    private static EventId eventId(String id) {
        return Parameter.parse(id, EventId::parse, "an event id is evt_ and 32 hexadecimal digits");
    }

    private static RuntimeException noSuchEvent() {
        return Problem.notFound("No event has this id; it may have passed its retention")
                .asException();
    }
}
