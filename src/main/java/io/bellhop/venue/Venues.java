package io.bellhop.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.VenueChange;
import io.bellhop.change.VenueFields;
import io.bellhop.event.EventIds;
import io.bellhop.state.JsonRows;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Learns venues from events and pulls, a set of them in one statement, and tells every replica of what is new. */
@Singleton
public final class Venues {

    /** On which all replicas hear that what is known of a venue has changed. */
    static final String CHANNEL = "bellhop_venue";

    /**
     * Touches no row that says as much already: most events are of venues long known. So a field's version may stay behind
     * that of the last event that told the same.
     *
     * <p>In this order, so that two transactions that meet cannot deadlock.
     */
    private static final String LEARN = """
            with learned as (
                insert into venue as known (source, reference, id, %1$s, versions, created_at, updated_at)
                select source, reference, id, %1$s, versions, created_at, updated_at
                from json_populate_recordset(null::venue, $1::text::json) as told
                where not exists (
                    select from venue as present
                    where present.source = told.source and present.reference = told.reference and not exists (
                        select from jsonb_each_text(told.versions) as field (name, version)
                        where version > coalesce(present.versions ->> name, '') collate "C"
                            and to_jsonb(told) -> name is distinct from to_jsonb(present) -> name))
                order by source, reference
                on conflict (source, reference) do update set (%1$s, versions, updated_at) = (
                    select %2$s, known.versions || newer.versions, excluded.updated_at
                    from (
                        select coalesce(jsonb_object_agg(name, to_jsonb(excluded) -> name), '{}') as fields,
                            coalesce(jsonb_object_agg(name, version), '{}') as versions
                        from jsonb_each_text(excluded.versions) as field (name, version)
                        where version > coalesce(known.versions ->> name, '') collate "C") as newer
                        cross join jsonb_populate_record(known, newer.fields) as now)
                    where excluded.versions <> '{}'
                returning source, reference
            )
            select source, reference, cast(pg_notify('%3$s', '') as text) from learned
            """.formatted(columns(""), columns("now."), CHANNEL);

    private static String columns(String prefix) {
        return VenueRow.FIELDS.stream().map(prefix::concat).collect(Collectors.joining(", "));
    }

    private final EventIds ids;
    private final InstantSource clock;

    Venues(EventIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether one of them may give a venue another zone. */
    public static boolean tellZone(Collection<Occurrence<VenueChange>> changes) {
        return changes.stream().anyMatch(one -> one.change().fields().tells(VenueFields.ZONE));
    }

    /**
     * In the caller's transaction.
     *
     * @return the venues whose zone these changes told, and may have changed
     */
    public Uni<List<VenueReference>> apply(SqlConnection connection, List<Occurrence<VenueChange>> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Zones.known(connection, zones(changes)).flatMap(zones -> learn(connection, rows(changes, zones)));
    }

    private static Set<String> zones(List<Occurrence<VenueChange>> changes) {
        return changes.stream()
                .map(one -> one.change().fields().text(VenueFields.ZONE))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Map<VenueReference, VenueRow> rows(List<Occurrence<VenueChange>> changes, Set<String> zones) {
        Instant now = clock.instant();
        Map<VenueReference, VenueRow> rows = new HashMap<>();
        for (Occurrence<VenueChange> one : changes) {
            VenueChange change = one.change();
            rows.computeIfAbsent(
                            new VenueReference(one.source(), change.reference()),
                            venue -> new VenueRow(ids.next(), venue, now))
                    .take(change.fields(), one.bounded(change.version()), zones);
        }
        return rows;
    }

    private static Uni<List<VenueReference>> learn(SqlConnection connection, Map<VenueReference, VenueRow> rows) {
        List<JsonNode> told = rows.values().stream().map(VenueRow::toRow).toList();
        return connection
                .preparedQuery(LEARN)
                .execute(Tuple.of(JsonRows.write(told)))
                .map(learned -> learned.stream()
                        .map(row -> new VenueReference(row.getString("source"), row.getString("reference")))
                        .filter(venue -> rows.get(venue).tellsZone())
                        .toList());
    }
}
