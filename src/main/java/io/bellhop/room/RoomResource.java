package io.bellhop.room;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.change.RoomChange.Presence;
import io.bellhop.database.Conditions;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reading rooms. */
@Path("/api/v1/rooms")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Rooms", description = "Whether somebody is in them now")
public final class RoomResource {

    private static final String SELECT = """
            select (to_jsonb(room)
                || jsonb_build_object('event_id', 'evt_' || replace(event_id::text, '-', '')))::text
            from room""";

    private static final String PRESENCE = "presence is one of free, busy, unknown";

    private final Pool pool;

    RoomResource(Pool pool) {
        this.pool = pool;
    }

    @GET
    @Operation(summary = "List rooms, the newest first")
    public Uni<Page<Room>> list(
            @RestQuery String source,
            @RestQuery String reference,
            @RestQuery String presence,
            @RestQuery String cursor,
            @RestQuery String limit) {
        int size = Page.limit(limit);
        Conditions where = new Conditions();
        where.add("source = ", source);
        where.add("reference = ", reference);
        where.add("presence = ", presence(presence));
        where.add("id < ", Parameter.cursor(cursor));
        return read(where, size + 1).map(found -> Page.of(found, size, Room::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one room")
    public Uni<Room> get(@RestPath String id) {
        Conditions where = new Conditions();
        where.add("id = ", Parameter.id(id));
        return read(where, 1)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(
                                () -> Problem.notFound("No room has this id").asException()));
    }

    private static String presence(String text) {
        Presence presence = Parameter.parse(text, Presence::parse, PRESENCE);
        return presence == null ? null : presence.toString();
    }

    private Uni<List<Room>> read(Conditions where, int limit) {
        return pool.preparedQuery(SELECT + where.sql() + " order by id desc limit " + limit)
                .execute(where.arguments())
                .map(rows -> rows.stream()
                        .map(row -> JsonRows.read(row.getString(0), Room.class))
                        .toList());
    }
}
