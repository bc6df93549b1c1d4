package io.bellhop.pull;

import io.bellhop.provider.Feed;
import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;

/** When each feed was last pulled to its end, and how often it should be. Of all replicas together, so every one shows the same. */
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
        return look.up(connection -> connection.query(LAST_GOOD).execute().invoke(rows -> rows.forEach(this::take)));
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
}
