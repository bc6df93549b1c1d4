package io.bellhop.event;

import io.bellhop.database.PrimaryOnly;
import io.bellhop.event.AppendResult.Duplicate;
import io.bellhop.event.AppendResult.Stored;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Appends events to PostgreSQL: a set of them in one statement, which is one transaction. */
@Singleton
final class EventStore {

    /**
     * Claims the keys, then stores the events whose key is new, or held for a time that theirs does not meet: it has expired,
     * or the request came long before, was refused and is only now accepted. A key that another transaction is just
     * claiming is waited for, so what is not returned here is committed there.
     */
    private static final String APPENDING = """
            with input as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                        $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[], $11::text[], $12::bytea[], $13::text[]%1$s)
                    as t (id, source, type, provider_type, subject, occurred_at,
                        received_at, idempotency_key, expires_at, content_type, note, body, origin%2$s)
            ), claimed as (
                insert into idempotency_key as held (source, key, event_id, seen_at, expires_at)
                select source, idempotency_key, id, received_at, expires_at from input
                on conflict (source, key) do update
                    set event_id = excluded.event_id,
                        seen_at = greatest(held.seen_at, excluded.seen_at),
                        expires_at = greatest(held.expires_at, excluded.expires_at)
                    where held.expires_at <= excluded.seen_at or excluded.expires_at <= held.seen_at
                returning event_id
            ), stored as (
                insert into event (id, source, type, provider_type, subject, occurred_at,
                    received_at, idempotency_key, content_type, note, body, origin%2$s)
                select id, source, type, provider_type, subject, occurred_at,
                    received_at, idempotency_key, content_type, note, body, origin%2$s
                from input join claimed on claimed.event_id = input.id
                returning id, octet_length(body) as body_bytes
            )
            insert into unprocessed_event (event_id, body_bytes) select id, body_bytes from stored
            returning event_id
            """;

    private static final String APPEND = APPENDING.formatted("", "");

    /** The same, and what each event follows from. Apart, so that it costs nothing while nobody wants traces. */
    private static final String APPEND_TRACED = APPENDING.formatted(", $14::text[]", ", trace_parent");

    private static final String FIRST_EVENTS = """
            select source, key, event_id
            from unnest($1::text[], $2::text[]) as wanted (source, key) join idempotency_key using (source, key)
            """;

    private final Pool pool;

    EventStore(Pool pool) {
        this.pool = pool;
    }

    /** A key within its source. Ordered, so that two statements that meet claim in the same order and cannot deadlock. */
    private record Claim(String source, String key) implements Comparable<Claim> {

        static Claim of(NewEvent event) {
            return new Claim(event.source(), event.key().value());
        }

        @Override
        public int compareTo(Claim other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : key.compareTo(other.key);
        }
    }

    /**
     * Stores those that are new, all or none.
     *
     * @param traceParents what the events follow from, of those that are traced
     * @return once committed, the results in the order of the events; fails with whatever the database client says
     */
    Uni<List<AppendResult>> append(List<NewEvent> events, Map<EventId, String> traceParents) {
        Map<Claim, NewEvent> first = new TreeMap<>();
        events.forEach(event -> first.putIfAbsent(Claim.of(event), event));
        return insert(first.values(), traceParents).flatMap(rows -> {
            Set<UUID> stored = ids(rows);
            List<Claim> held = first.entrySet().stream()
                    .filter(entry -> !stored.contains(entry.getValue().id().value()))
                    .map(Map.Entry::getKey)
                    .toList();
            return firstEvents(held).map(firstEvents -> results(events, stored, first, firstEvents));
        });
    }

    private Uni<RowSet<Row>> insert(Collection<NewEvent> events, Map<EventId, String> traceParents) {
        Tuple arguments = arguments(events);
        if (!traceParents.isEmpty()) {
            arguments.addArrayOfString(column(events, event -> traceParents.get(event.id()), String[]::new));
        }
        String append = traceParents.isEmpty() ? APPEND : APPEND_TRACED;
        return PrimaryOnly.on(pool, pool.preparedQuery(append).execute(arguments));
    }

    private Uni<Map<Claim, EventId>> firstEvents(List<Claim> claims) {
        if (claims.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple arguments = Tuple.of(
                claims.stream().map(Claim::source).toArray(String[]::new),
                claims.stream().map(Claim::key).toArray(String[]::new));
        return pool.preparedQuery(FIRST_EVENTS).execute(arguments).map(rows -> {
            Map<Claim, EventId> found = new HashMap<>();
            for (Row row : rows) {
                found.put(new Claim(row.getString(0), row.getString(1)), new EventId(row.getUUID(2)));
            }
            if (found.size() < claims.size()) {
                throw new StoreUnavailableException("a key expired while it was compared");
            }
            return found;
        });
    }

    private static List<AppendResult> results(
            List<NewEvent> events, Set<UUID> stored, Map<Claim, NewEvent> first, Map<Claim, EventId> firstEvents) {
        List<AppendResult> results = new ArrayList<>(events.size());
        for (NewEvent event : events) {
            Claim claim = Claim.of(event);
            EventId claimant = first.get(claim).id();
            if (!stored.contains(claimant.value())) {
                results.add(new Duplicate(firstEvents.get(claim)));
            } else if (claimant.equals(event.id())) {
                results.add(new Stored(claimant));
            } else {
                results.add(new Duplicate(claimant));
            }
        }
        return results;
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>(rows.size() * 2);
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static Tuple arguments(Collection<NewEvent> events) {
        return Tuple.tuple(List.of(
                column(events, event -> event.id().value(), UUID[]::new),
                column(events, NewEvent::source, String[]::new),
                column(events, event -> event.type(), String[]::new),
                column(events, event -> event.providerType(), String[]::new),
                column(events, event -> event.subject(), String[]::new),
                column(events, event -> utc(event.occurredAt()), OffsetDateTime[]::new),
                column(events, event -> utc(event.receivedAt()), OffsetDateTime[]::new),
                column(events, event -> event.key().value(), String[]::new),
                column(events, event -> utc(event.keyExpiresAt()), OffsetDateTime[]::new),
                column(events, NewEvent::contentType, String[]::new),
                column(events, NewEvent::note, String[]::new),
                column(events, event -> Buffer.buffer(event.body().bytes()), Buffer[]::new),
                column(events, event -> event.origin().toString(), String[]::new)));
    }

    private static <T> T[] column(Collection<NewEvent> events, Function<NewEvent, T> value, IntFunction<T[]> array) {
        return events.stream().map(value).toArray(array);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
