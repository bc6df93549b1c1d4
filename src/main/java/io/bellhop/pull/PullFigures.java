package io.bellhop.pull;

import io.bellhop.outbound.ApiFailureException;
import io.bellhop.provider.Feed;
import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** When each feed was last pulled to its end, how often it should be, and what keeps it from that. The same on every replica. */
@Singleton
final class PullFigures {

    private static final Duration EVERY = Duration.ofSeconds(30);

    private static final String LAST_GOOD = """
            select source, feed, (
                select extract(epoch from ended_at)::float8 from pull_run
                where (pull_run.source, pull_run.feed) = (pull.source, pull.feed) and pull_run.venue = ''
                    and outcome = 'succeeded'
                order by id desc limit 1) as ended_at
            from pull where venue = ''
            """;

    /**
     * Of each source by its last pull, of whatever feed, that tells: one that came to its end, or that was refused. What was before
     * the credentials that it has now says nothing of them.
     */
    private static final String REFUSED = """
            select distinct on (source.name) source.name as source, coalesce(outcome = 'failed', false) as refused
            from source join pull on pull.source = source.name and pull.venue = '' left join lateral (
                select id, outcome from pull_run
                where (pull_run.source, pull_run.feed) = (pull.source, pull.feed) and started_at >= source.updated_at
                    and (outcome = 'succeeded' or outcome = 'failed' and reason like $1)
                order by id desc limit 1) as last on true
            where active and credentials is not null
            order by source.name, last.id desc nulls last
            """;

    private static final String REFUSAL = "%: " + ApiFailureException.CREDENTIALS_REFUSED + "%";

    private final Figures figures;
    private final Look look;
    private final PullMetrics metrics;

    PullFigures(Figures figures, PullMetrics metrics) {
        this.figures = figures;
        this.look = figures.look("pulls", EVERY);
        this.metrics = metrics;
    }

    /** There is such a feed; to be called for as long as there is. */
    void expect(String source, Feed feed) {
        metrics.expect(source, feed.name());
        feed.every()
                .ifPresent(every -> figures.of(
                                "bellhop.pull.interval.seconds",
                                "How often a feed is to be pulled",
                                EVERY,
                                "source",
                                source,
                                "feed",
                                feed.name())
                        .tell(every.toMillis() / 1e3));
    }

    @Scheduled(
            every = "30s",
            delayed = "3s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = NotAWorker.class,
            identity = "pull-figures")
    Uni<Void> look() {
        return look.up(connection -> connection
                .query(LAST_GOOD)
                .execute()
                .invoke(rows -> rows.forEach(this::take))
                .chain(() -> connection.preparedQuery(REFUSED).execute(Tuple.of(REFUSAL)))
                .invoke(rows -> rows.forEach(this::takeRefused)));
    }

    private void take(Row row) {
        Double endedAt = row.getDouble("ended_at");
        figures.of(
                        "bellhop.pull.last.success.timestamp.seconds",
                        "When a feed was last pulled to its end, in seconds since 1970; 0 for never",
                        EVERY,
                        "source",
                        row.getString("source"),
                        "feed",
                        row.getString("feed"))
                .tell(endedAt == null ? 0 : endedAt);
    }

    private void takeRefused(Row row) {
        figures.of(
                        "bellhop.api.credentials.refused",
                        "1 if the provider refused the source's credentials at its last pull",
                        EVERY,
                        "source",
                        row.getString("source"))
                .tell(row.getBoolean("refused") ? 1 : 0);
    }
}
