package io.bellhop.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.RoomChange;
import io.bellhop.change.Version;
import io.bellhop.event.EventIds;
import io.bellhop.state.JsonRows;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings rooms to their newest state, a set of them in one statement. */
@Singleton
public final class Rooms {

    private static final String UPSERT = """
            insert into room as known (source, reference, id, presence, provider_presence, changed_at, version,
                event_id, created_at)
            select source, reference, id, presence, provider_presence, changed_at, version, event_id, created_at
            from json_populate_recordset(null::room, $1::text::json)
            on conflict (source, reference) do update
                set presence = excluded.presence, provider_presence = excluded.provider_presence,
                    changed_at = excluded.changed_at, version = excluded.version, event_id = excluded.event_id
                where excluded.version > known.version
            """;

    private final EventIds ids;
    private final InstantSource clock;

    Rooms(EventIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    public Uni<Void> apply(SqlConnection connection, List<Occurrence<RoomChange>> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // In this order, so that two transactions that meet cannot deadlock.
        Map<String, Occurrence<RoomChange>> newest = new TreeMap<>();
        changes.forEach(change -> newest.merge(
                change.source() + '\n' + change.change().reference(),
                change,
                (one, other) -> version(other).isAfter(version(one)) ? other : one));
        Instant now = clock.instant();
        List<ObjectNode> rows = new ArrayList<>(newest.size());
        newest.values().forEach(change -> rows.add(row(change, now)));
        return connection
                .preparedQuery(UPSERT)
                .execute(Tuple.of(JsonRows.write(rows)))
                .replaceWithVoid();
    }

    private static Version version(Occurrence<RoomChange> occurrence) {
        return occurrence.bounded(occurrence.change().version());
    }

    private ObjectNode row(Occurrence<RoomChange> occurrence, Instant now) {
        RoomChange change = occurrence.change();
        return JsonRows.newRow()
                .put("source", occurrence.source())
                .put("reference", change.reference())
                .put("id", ids.next().toString())
                .put("presence", change.presence().toString())
                .put("provider_presence", change.providerPresence())
                .put("changed_at", change.version().at().toString())
                .put("version", version(occurrence).toString())
                .put("event_id", occurrence.event().id().value().toString())
                .put("created_at", now.toString());
    }
}
