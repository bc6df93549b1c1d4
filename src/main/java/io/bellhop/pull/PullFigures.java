package io.bellhop.pull;

import io.bellhop.event.EventIds;
import io.bellhop.outbound.ApiFailureException;
import io.bellhop.provider.Feed;
import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figure;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** When each feed was last pulled to its end, how often it should be, and what keeps it from that. The same on every replica. */
@Singleton
final class PullFigures {

    private static final Duration EVERY = Duration.ofSeconds(30);

    /** A missed webhook is told for so long after the pull that found it. */
    private static final Duration RECENT = Duration.ofHours(1);

    /** Longer ago none begins that ends just now. */
    private static final Duration LONGEST_PULL = Duration.ofDays(1);

    private static final String FEEDS = """
            select source, feed, (
                select extract(epoch from ended_at)::float8 from pull_run
                where (pull_run.source, pull_run.feed) = (pull.source, pull.feed) and pull_run.venue = ''
                    and outcome = 'succeeded'
                order by id desc limit 1) as ended_at, (
                select coalesce(sum(missed), 0) from pull_run
                where (pull_run.source, pull_run.feed) = (pull.source, pull.feed) and id >= $1 and pull_run.ended_at > $2) as missed
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
    private final PullConfig config;
    private final InstantSource clock;

    PullFigures(Figures figures, PullMetrics metrics, PullConfig config, InstantSource clock) {
        this.figures = figures;
        this.look = figures.look("pulls", EVERY);
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** There is such a feed; to be called at each poll for as long as there is. */
    void expect(String source, Feed feed) {
        metrics.expect(source, feed.name());
        feed.every()
                .ifPresent(every -> ofFeed(
                                "bellhop.pull.interval.seconds",
                                "How often a feed is to be pulled",
                                config.poll(),
                                source,
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
                .preparedQuery(FEEDS)
                .execute(recently())
                .invoke(rows -> rows.forEach(this::take))
                .chain(() -> connection.preparedQuery(REFUSED).execute(Tuple.of(REFUSAL)))
                .invoke(rows -> rows.forEach(this::takeRefused)));
    }

    private Tuple recently() {
        Instant now = clock.instant();
        return Tuple.of(
                EventIds.floor(now.minus(LONGEST_PULL)), now.minus(RECENT).atOffset(ZoneOffset.UTC));
    }

    private void take(Row row) {
        Double endedAt = row.getDouble("ended_at");
        ofFeed(
                        "bellhop.pull.last.success.timestamp.seconds",
                        "When a feed was last pulled to its end, in seconds since 1970; 0 for never",
                        EVERY,
                        row.getString("source"),
                        row.getString("feed"))
                .tell(endedAt == null ? 0 : endedAt);
        ofFeed(
                        "bellhop.pull.missed.last.hour",
                        "What pulls that ended within the last hour found that a webhook should have told",
                        EVERY,
                        row.getString("source"),
                        row.getString("feed"))
                .tell(row.getLong("missed"));
    }

    private Figure ofFeed(String metric, String description, Duration every, String source, String feed) {
        return figures.of(metric, description, every, "source", source, "feed", feed);
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
