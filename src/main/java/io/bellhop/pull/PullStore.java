package io.bellhop.pull;

import io.bellhop.event.EventIds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The schedule, and who has which pull: rows of PostgreSQL, so that a pull is on one replica at a time and outlives it. */
@Singleton
final class PullStore {

    private static final String SCHEDULE = """
            insert into pull (source, feed, venue, due_at, asked_by)
            select source, feed, '', $3, 'schedule' from unnest($1::text[], $2::text[]) as wanted (source, feed)
            on conflict do nothing
            """;

    /** A replica that is gone from the network in between must not keep the others from claiming. */
    private static final String SHORTLY = "set local idle_in_transaction_session_timeout = '10s'";

    /** Only one replica looks at a time: two could else take two pulls of one feed. Held until the transaction ends. */
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('bellhop pull claim'))";

    /**
     * Those due, and those whose replica gave no sign of life. While a pull runs its next time is never, so that whoever asks
     * for it meanwhile is seen at its end.
     */
    private static final String CLAIM = """
            with due as (
                select distinct on (source, feed) source, feed, venue, due_at, run_id as lost
                from pull join unnest($1::text[], $2::text[]) as there_is (source, feed) using (source, feed)
                where (due_at <= $3 or leased_until <= $3)
                    and not exists (select from pull as running
                        where running.source = pull.source and running.feed = pull.feed and running.leased_until > $3)
                order by source, feed, due_at
            ), chosen as (
                select due.*, ids.id
                from (select due.*, row_number() over (order by due_at) as place from due) as due
                    join unnest($4::uuid[]) with ordinality as ids (id, place) using (place)
            ), claimed as (
                update pull set run_id = chosen.id, leased_until = $5, due_at = 'infinity'
                from chosen
                where (pull.source, pull.feed, pull.venue) = (chosen.source, chosen.feed, chosen.venue)
                returning pull.source, pull.feed, pull.venue, pull.watermark, pull.failures, pull.asked_by, pull.run_id
            ), lost as (
                update pull_run set outcome = 'lost', ended_at = $3
                from chosen where pull_run.id = chosen.lost and outcome = 'running'
            ), reported as (
                insert into pull_run (id, source, feed, venue, asked_by, started_at, outcome)
                select run_id, source, feed, venue, asked_by, $3, 'running' from claimed
            )
            select * from claimed
            """;

    private static final String RENEW = "update pull set leased_until = $2 where run_id = $1 returning source";

    /** One that does not come again goes, unless it was asked for meanwhile. */
    private static final String FINISH = """
            with held as (
                select source, feed, venue, due_at from pull where run_id = $1 for update
            ), ended as (
                update pull_run set outcome = $2, reason = $3, ended_at = $4, calls = $5, seen = $6, new = $7,
                    known = $8, failed = $9, missed = $10, unacknowledged = $11
                where id = $1
            ), done as (
                delete from pull using held
                where (pull.source, pull.feed, pull.venue) = (held.source, held.feed, held.venue)
                    and held.due_at = 'infinity' and $12::timestamptz is null
            )
            update pull set run_id = null, leased_until = null, failures = $14,
                due_at = least(held.due_at, coalesce($12::timestamptz, held.due_at)),
                watermark = coalesce($13::timestamptz, pull.watermark),
                asked_by = case when held.due_at = 'infinity' then 'schedule' else pull.asked_by end
            from held
            where (pull.source, pull.feed, pull.venue) = (held.source, held.feed, held.venue)
                and not (held.due_at = 'infinity' and $12::timestamptz is null)
            """;

    private final Pool pool;
    private final EventIds ids;
    private final InstantSource clock;

    PullStore(Pool pool, EventIds ids, InstantSource clock) {
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    /** A feed of a source. @param venue empty for all of it */
    record Wanted(String source, String feed, String venue) {}

    /** Makes sure that each of these is on the schedule; one that was not is due at once. */
    Uni<Void> schedule(Collection<Wanted> feeds) {
        return pool.preparedQuery(SCHEDULE)
                .execute(Tuple.of(sources(feeds), names(feeds), utc(clock.instant())))
                .replaceWithVoid();
    }

    /** At most so many of what is due of these feeds, and of their venues; never two of one feed. None while another claims. */
    Uni<List<PullJob>> claim(Collection<Wanted> feeds, int max, Duration lease) {
        Instant now = clock.instant();
        UUID[] runs = new UUID[max];
        for (int i = 0; i < max; i++) {
            runs[i] = ids.next();
        }
        Tuple arguments = Tuple.of(sources(feeds), names(feeds), utc(now), runs, utc(now.plus(lease)));
        return pool.withTransaction(connection -> connection
                .query(SHORTLY)
                .execute()
                .chain(() -> connection.query(ALONE).execute())
                .flatMap(alone -> alone.iterator().next().getBoolean(0)
                        ? connection.preparedQuery(CLAIM).execute(arguments).map(rows -> jobs(rows, now))
                        : Uni.createFrom().item(List.of())));
    }

    private static List<PullJob> jobs(RowSet<Row> rows, Instant now) {
        List<PullJob> jobs = new ArrayList<>();
        rows.forEach(row -> jobs.add(job(row, now)));
        return jobs;
    }

    private static PullJob job(Row row, Instant now) {
        String venue = row.getString("venue");
        OffsetDateTime watermark = row.getOffsetDateTime("watermark");
        return new PullJob(
                new PullId(row.getUUID("run_id")),
                row.getString("source"),
                row.getString("feed"),
                venue.isEmpty() ? null : venue,
                watermark == null ? null : watermark.toInstant(),
                row.getInteger("failures"),
                now,
                null);
    }

    /** False if it is another replica's by now. */
    Uni<Boolean> renew(PullJob job, Duration lease) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(job.id().value(), utc(clock.instant().plus(lease))))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Of a pull that is another replica's by now, only the report is written. */
    Uni<Void> finish(PullJob job, PullEnd end) {
        PullTally tally = end.tally();
        return pool.preparedQuery(FINISH)
                .execute(Tuple.from(new Object[] {
                    job.id().value(),
                    end.outcome(),
                    end.reason(),
                    utc(clock.instant()),
                    tally.calls(),
                    tally.seen(),
                    tally.added(),
                    tally.known(),
                    tally.failed(),
                    tally.missed(),
                    tally.unacknowledged(),
                    utc(end.next()),
                    utc(end.watermark()),
                    end.failures()
                }))
                .replaceWithVoid();
    }

    static String[] sources(Collection<Wanted> feeds) {
        return feeds.stream().map(Wanted::source).toArray(String[]::new);
    }

    static String[] names(Collection<Wanted> feeds) {
        return feeds.stream().map(Wanted::feed).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
