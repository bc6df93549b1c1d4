package io.bellhop.pull;

import io.bellhop.database.Conditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads what was pulled, and what is to be. */
@Singleton
final class PullReader {

    private static final String REPORTS = """
            select id, source, feed, nullif(venue, '') as venue, asked_by, started_at, ended_at, outcome, reason, calls,
                seen, new, known, failed, missed, unacknowledged
            from pull_run
            """;

    private static final String SCHEDULE = """
            select source, feed, nullif(venue, '') as venue, nullif(due_at, 'infinity') as due_at, asked_by, run_id,
                watermark, failures
            from pull order by due_at, source, feed, venue limit 500
            """;

    private final Pool pool;

    PullReader(Pool pool) {
        this.pool = pool;
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<PullReport>> reports(Conditions where, int limit) {
        return pool.preparedQuery(REPORTS + where.sql() + " order by id desc limit " + limit)
                .execute(where.arguments())
                .map(rows -> rows.stream().map(PullReader::report).toList());
    }

    /** The next first. */
    Uni<List<ScheduledPull>> schedule() {
        return pool.query(SCHEDULE)
                .execute()
                .map(rows -> rows.stream().map(PullReader::scheduled).toList());
    }

    private static PullReport report(Row row) {
        return new PullReport(
                new PullId(row.getUUID("id")),
                row.getString("source"),
                row.getString("feed"),
                row.getString("venue"),
                row.getString("asked_by"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getInteger("calls"),
                row.getInteger("seen"),
                row.getInteger("new"),
                row.getInteger("known"),
                row.getInteger("failed"),
                row.getInteger("missed"),
                row.getInteger("unacknowledged"));
    }

    private static ScheduledPull scheduled(Row row) {
        UUID run = row.getUUID("run_id");
        return new ScheduledPull(
                row.getString("source"),
                row.getString("feed"),
                row.getString("venue"),
                instant(row, "due_at"),
                row.getString("asked_by"),
                run == null ? null : new PullId(run),
                instant(row, "watermark"),
                row.getInteger("failures"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
