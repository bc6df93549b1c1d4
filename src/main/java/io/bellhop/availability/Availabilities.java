package io.bellhop.availability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Version;
import io.bellhop.state.JsonRows;
import io.bellhop.state.NewestWins;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the newest value of each field of each date. The caller holds the lock of every property in it. */
@Singleton
public final class Availabilities {

    private static final String KEY = "source, venue, date, room_type, rate_plan";

    private static final String LOAD = """
            select to_jsonb(known)::text
            from json_populate_recordset(null::availability, $1::text::json) as wanted
                join availability as known using (%s)
            """.formatted(KEY);

    private static final String UPSERT = """
            insert into availability (%1$s, fields, versions, updated_at)
            select %1$s, fields, versions, updated_at from json_populate_recordset(null::availability, $1::text::json)
            on conflict (%1$s) do update
                set fields = excluded.fields, versions = excluded.versions, updated_at = excluded.updated_at
            """.formatted(KEY);

    private final InstantSource clock;

    Availabilities(InstantSource clock) {
        this.clock = clock;
    }

    /** In the caller's transaction. */
    public Uni<Void> apply(SqlConnection connection, List<Occurrence<AvailabilityChange>> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<ObjectNode, ObjectNode> rows = new LinkedHashMap<>();
        changes.forEach(change -> rows.putIfAbsent(key(change), null));
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(JsonRows.write(rows.keySet())))
                .invoke(found -> found.forEach(row -> {
                    ObjectNode known = JsonRows.read(row.getString(0));
                    rows.put(key(known), known);
                }))
                .emitOn(Infrastructure.getDefaultExecutor())
                .flatMap(found -> {
                    merge(rows, changes);
                    return connection.preparedQuery(UPSERT).execute(Tuple.of(JsonRows.write(rows.values())));
                })
                .replaceWithVoid();
    }

    private void merge(Map<ObjectNode, ObjectNode> rows, List<Occurrence<AvailabilityChange>> changes) {
        String now = clock.instant().toString();
        for (Occurrence<AvailabilityChange> occurrence : changes) {
            ObjectNode key = key(occurrence);
            ObjectNode row = rows.get(key);
            if (row == null) {
                row = key.deepCopy().put("updated_at", now);
                row.putObject("fields");
                rows.put(key, row);
            }
            AvailabilityChange change = occurrence.change();
            Version version = occurrence.bounded(change.version());
            NewestWins newest = new NewestWins(row);
            change.fields().values().forEach((field, value) -> newest.take("fields." + field, value, version));
            if (!newest.done().isEmpty()) {
                row.put("updated_at", now);
            }
        }
    }

    private static ObjectNode key(Occurrence<AvailabilityChange> occurrence) {
        AvailabilityChange change = occurrence.change();
        return key(
                occurrence.source(),
                change.venue(),
                change.date().toString(),
                orAll(change.roomType()),
                orAll(change.ratePlan()));
    }

    private static ObjectNode key(ObjectNode row) {
        return key(
                row.get("source").textValue(),
                row.get("venue").textValue(),
                row.get("date").textValue(),
                row.get("room_type").textValue(),
                row.get("rate_plan").textValue());
    }

    private static ObjectNode key(String source, String venue, String date, String roomType, String ratePlan) {
        return JsonRows.newRow()
                .put("source", source)
                .put("venue", venue)
                .put("date", date)
                .put("room_type", roomType)
                .put("rate_plan", ratePlan);
    }

    /** A key holds no null. */
    private static String orAll(String id) {
        return id == null ? "" : id;
    }
}
