package io.bellhop.stream;

import io.bellhop.event.EventId;
import io.bellhop.event.EventReader;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what became visible between two marks, by the transactions that wrote it. */
@Singleton
final class StreamStore {

    /** As PostgreSQL orders them. */
    static final Comparator<UUID> UNSIGNED = (one, other) -> {
        int most = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return most != 0 ? most : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    static final Comparator<Head> BY_ID = Comparator.comparing(head -> head.id().value(), UNSIGNED);

    /** Heads that one reader asks for at once; small, for it is the bodies that are large. */
    private static final int MAX_HEADS = 1000;

    /** Heads that a look finds; of more, each reader asks for itself. */
    private static final int MAX_LOOK = 5000;

    private static final String HEAD =
            "select id, source, type, octet_length(body) as body_bytes, xmin::text::bigint as xid";

    /**
     * Above the floor of a mark, what its snapshot had not seen, by the lower 32 bits of the transaction that wrote it: none
     * before its end, or one that was running. From the mark's end on these bits tell nothing, and all is unseen.
     */
    private static final String UNSEEN = """
             from event
            where id > $1 and (id >= $2 or xmin::text::bigint = any($5)
                or mod(xmin::text::bigint - $3 + 6442450944, 4294967296) - 2147483648 >= $4)
            """;

    private static final String NOW = "select pg_current_snapshot()::text as snapshot, now() as taken_at";

    /** The snapshot is the statement's own: it sees these, and nothing else that is new. */
    private static final String LOOK = NOW + ", recent.* from (values (true)) as one left join lateral (" + HEAD
            + UNSEEN + " order by id limit " + (MAX_LOOK + 1) + ") as recent on true";

    private static final String EVENTS = """
            select id, source, type, provider_type, subject, origin, occurred_at, received_at, idempotency_key,
                content_type, note, octet_length(body) as body_bytes, %s as body
            from event where id = any($1) and id between $2 and $3 order by id
            """;

    private static final String WITH_BODIES = EVENTS.formatted("body");
    private static final String WITHOUT_BODIES = EVENTS.formatted("null::bytea");

    private final Pool pool;
    private final Duration late;

    StreamStore(Pool pool, StreamConfig config) {
        this.pool = pool;
        this.late = config.late();
    }

    /** Some of a step. @param last the last that was looked at, wanted or not @param more whether there may be others */
    record Scan(List<Head> heads, EventId last, boolean more) {}

    /** The store as it is now. */
    Uni<Mark> now() {
        return pool.preparedQuery(NOW)
                .execute()
                .map(rows -> mark(rows.iterator().next()));
    }

    /** What has become visible since the mark. */
    Uni<Step> lookFrom(Mark from) {
        Tuple arguments = Tuple.tuple(unseenBy(from, from.floor(late)));
        return pool.preparedQuery(LOOK).execute(arguments).map(rows -> {
            Mark to = mark(rows.iterator().next());
            if (rows.size() > MAX_LOOK || !from.isBefore(to)) {
                return Step.unknown(from, to);
            }
            List<Head> heads = stream(rows)
                    .filter(row -> row.getUUID("id") != null)
                    // Of a mark that is seconds old the bits tell it of any event, also of a clock that is far ahead.
                    .filter(row -> !from.snapshot().sees(low(row)))
                    .map(StreamStore::head)
                    .sorted(BY_ID)
                    .toList();
            return new Step(from, to, Optional.of(heads));
        });
    }

    /** The first of the step whose id is greater. @param source null for all */
    Uni<Scan> heads(Step step, UUID after, String source) {
        UUID floor = step.from().floor(late);
        List<Object> arguments = unseenBy(step.from(), UNSIGNED.compare(after, floor) > 0 ? after : floor);
        String sql = HEAD + UNSEEN;
        if (source != null) {
            arguments.add(source);
            sql += " and source = $6";
        }
        return pool.preparedQuery(sql + " order by id limit " + MAX_HEADS)
                .execute(Tuple.tuple(arguments))
                .map(rows -> scan(step, rows));
    }

    private static Scan scan(Step step, RowSet<Row> rows) {
        List<Head> heads = new ArrayList<>();
        EventId last = null;
        for (Row row : rows) {
            last = id(row);
            if (!step.from().sees(last, low(row)) && step.to().sees(last, low(row))) {
                heads.add(head(row));
            }
        }
        return new Scan(heads, last, rows.size() == MAX_HEADS);
    }

    private static List<Object> unseenBy(Mark mark, UUID above) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(above);
        arguments.add(mark.end());
        Snapshot snapshot = mark.snapshot();
        arguments.add(low(snapshot.xmin()));
        arguments.add(snapshot.xmax() - snapshot.xmin());
        arguments.add(snapshot.running().stream().map(StreamStore::low).toArray(Long[]::new));
        return arguments;
    }

    /** In the order of ids; what has passed its retention meanwhile is not there. @param heads not empty, by id */
    Uni<List<StoredEvent>> events(List<Head> heads, boolean data) {
        UUID[] ids = heads.stream().map(head -> head.id().value()).toArray(UUID[]::new);
        return pool.preparedQuery(data ? WITH_BODIES : WITHOUT_BODIES)
                .execute(Tuple.of(ids, ids[0], ids[ids.length - 1]))
                .map(rows -> stream(rows).map(StreamStore::event).toList());
    }

    private static StoredEvent event(Row row) {
        Buffer body = row.get(Buffer.class, "body");
        return new StoredEvent(
                EventReader.event(row, row.getInteger("body_bytes")),
                body == null ? null : new RawBody(body.getBytes()));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Head head(Row row) {
        return new Head(id(row), row.getString("source"), row.getString("type"), row.getInteger("body_bytes"));
    }

    private static EventId id(Row row) {
        return new EventId(row.getUUID("id"));
    }

    private static long low(long transaction) {
        return Integer.toUnsignedLong((int) transaction);
    }

    private static int low(Row row) {
        return row.getLong("xid").intValue();
    }

    private static Mark mark(Row row) {
        Instant takenAt = row.getOffsetDateTime("taken_at")
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
        return new Mark(Snapshot.parse(row.getString("snapshot")), Instant.ofEpochMilli(takenAt.toEpochMilli()));
    }
}
