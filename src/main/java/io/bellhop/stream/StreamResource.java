package io.bellhop.stream;

import io.bellhop.access.Role;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.subscription.EventMask;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The address of the stream. Its class path is longer than that of one event, so it is not taken for an id. */
@Path("/api/v1/events/stream")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Events")
public final class StreamResource {

    private static final String MASK =
            "event_mask takes * or names joined by ; as in reservation.*;room.presence.changed";
    private static final String FLAG = "send_data is true or false";
    private static final String POSITION =
            "Last-Event-ID, or last_event_id, is the id of a message of this stream, or of an event";
    private static final Problem FULL = Problem.unavailable("As many streams are open here as there may be");

    private final Readers readers;

    StreamResource(Readers readers) {
        this.readers = readers;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            summary = "Events as they are stored, as server-sent events",
            description =
                    "Each message is an event: its type, CloudEvents 1.0 JSON, and as id the position to resume from."
                            + " With that as Last-Event-ID, or last_event_id where headers cannot be set, the stream goes on from"
                            + " there, at any replica; an event's id is taken too, and repeats some before it. Without either it"
                            + " begins with what is stored from now on. An event comes at least once; those that were committed"
                            + " late come late, out of the order of their ids. A comment is sent when there is nothing new."
                            + " stream.gap says that events have passed their retention unsent.")
    @APIResponse(
            responseCode = "200",
            description = "The stream; it has no end",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    public Multi<OutboundSseEvent> stream(
            @RestQuery("event_mask") String mask,
            @RestQuery String source,
            @RestQuery("send_data") String data,
            @RestHeader("Last-Event-ID") String header,
            @RestQuery("last_event_id") String query,
            @Context Sse sse,
            @Context RoutingContext http) {
        Selection selection = new Selection(
                Parameter.parse(mask == null ? "*" : mask, EventMask::parse, MASK),
                source,
                data == null || Parameter.parse(data, Parameter::flag, FLAG));
        Position start =
                Parameter.parse(header == null || header.isEmpty() ? query : header, Position::parse, POSITION);
        Client client = new Client(Vertx.currentContext(), http.response(), new Messages(sse));
        Place place = readers.open(client, selection, start);
        if (place instanceof Place.Given given) {
            http.addEndHandler(end -> given.reader().end(Ending.CLIENT_LEFT));
            return given.reader().messages();
        }
        if (place instanceof Place.Elsewhere) {
            return Multi.createFrom().item(client.messages().elsewhere(start));
        }
        throw FULL.asException();
    }
}
