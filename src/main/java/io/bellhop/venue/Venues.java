package io.bellhop.venue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.VenueChange;
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

/** Learns venues from events, a set of them in one statement. */
@Singleton
public final class Venues {

    /** Touches no row that says as much already: most events are of venues long known. */
    private static final String LEARN = """
            insert into venue as known (source, reference, id, name, version, created_at, updated_at)
            select source, reference, id, name, version, created_at, updated_at
            from json_populate_recordset(null::venue, $1::text::json) as told
            where not exists (select from venue as present
                where present.source = told.source and present.reference = told.reference
                    and (told.name is null or told.name = present.name
                        or present.name is not null and told.version <= present.version))
            on conflict (source, reference) do update
                set name = excluded.name, version = excluded.version, updated_at = excluded.updated_at
                where excluded.name is not null and (known.name is null or excluded.version > known.version)
            """;

    private final EventIds ids;
    private final InstantSource clock;

    Venues(EventIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    public Uni<Void> apply(SqlConnection connection, List<Occurrence<VenueChange>> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // In this order, so that two transactions that meet cannot deadlock.
        Map<String, Occurrence<VenueChange>> newest = new TreeMap<>();
        changes.forEach(change -> newest.merge(
                change.source() + '\n' + change.change().reference(),
                change,
                (one, other) -> isNewer(other.change(), one.change()) ? other : one));
        Instant now = clock.instant();
        List<ObjectNode> rows = new ArrayList<>(newest.size());
        newest.values().forEach(change -> rows.add(row(change, now)));
        return connection
                .preparedQuery(LEARN)
                .execute(Tuple.of(JsonRows.write(rows)))
                .replaceWithVoid();
    }

    /** Of the name: a change without one is older than any with one. */
    private static boolean isNewer(VenueChange change, VenueChange than) {
        if (change.name() == null || than.name() == null) {
            return than.name() == null;
        }
        return change.version().isAfter(than.version());
    }

    private ObjectNode row(Occurrence<VenueChange> change, Instant now) {
        return JsonRows.newRow()
                .put("source", change.source())
                .put("reference", change.change().reference())
                .put("id", ids.next().toString())
                .put("name", change.change().name())
                .put("version", change.bounded(change.change().version()).toString())
                .put("created_at", now.toString())
                .put("updated_at", now.toString());
    }
}
