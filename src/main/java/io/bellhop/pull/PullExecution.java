package io.bellhop.pull;

import io.bellhop.database.FaultTrace;
import io.bellhop.event.StoreUnavailableException;
import io.bellhop.outbound.ApiClients;
import io.bellhop.outbound.ApiFailureException;
import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.outbound.ApiSource;
import io.bellhop.provider.Feed;
import io.bellhop.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Does one pull and reports it, whatever becomes of it; meanwhile keeps it ours. */
@Singleton
final class PullExecution {

    private static final Logger LOG = Logger.getLogger(PullExecution.class);

    private static final int SIGNS_OF_LIFE_PER_LEASE = 3;

    private final ApiClients clients;
    private final PageIntake intake;
    private final PullStore store;
    private final PullRecord record;
    private final PullConfig config;
    private final InstantSource clock;
    private final Set<PullRun> running = ConcurrentHashMap.newKeySet();

    PullExecution(
            ApiClients clients,
            PageIntake intake,
            PullStore store,
            PullRecord record,
            PullConfig config,
            InstantSource clock) {
        this.clients = clients;
        this.intake = intake;
        this.store = store;
        this.record = record;
        this.config = config;
        this.clock = clock;
    }

    void abandonAll() {
        running.forEach(PullRun::abandon);
    }

    /** How far a pull has come. @param failure null if to its end */
    private record Walked(PullTally tally, Throwable failure) {}

    /** Fails only if its end could not be written; then it is due again when its lease is over. */
    Uni<Void> run(PullJob job, ApiSource source, Feed feed) {
        Span span = record.begin(job);
        PullJob traced = job.within(TraceParent.of(span));
        return Uni.createFrom()
                .deferred(() -> walk(traced, source, feed))
                .onFailure()
                .recoverWithItem(failure -> new Walked(PullTally.NOTHING, failure))
                .flatMap(walked -> end(traced, feed, walked, span));
    }

    private Uni<Walked> walk(PullJob job, ApiSource source, Feed feed) {
        PullRun run = new PullRun(job, feed, clients.of(source), intake, config.maxCalls());
        running.add(run);
        Cancellable signs = signsOfLife(job, run);
        return Uni.createFrom()
                .deferred(() -> run.walk(ask(job)))
                .onItemOrFailure()
                .transform((done, failure) -> new Walked(run.tally(), failure))
                .onTermination()
                .invoke(() -> {
                    signs.cancel();
                    running.remove(run);
                });
    }

    private Feed.Ask ask(PullJob job) {
        Instant since = job.venue() != null
                ? null
                : job.watermark() == null
                        ? job.startedAt().minus(config.lookback())
                        : job.watermark().minus(config.overlap());
        return new Feed.Ask(since, job.startedAt(), job.venue());
    }

    private Cancellable signsOfLife(PullJob job, PullRun run) {
        return Multi.createFrom()
                .ticks()
                .every(config.lease().dividedBy(SIGNS_OF_LIFE_PER_LEASE))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> store.renew(job, config.lease())
                        .onFailure()
                        .recoverWithItem(true)) // it is ours until the lease is over; the next sign may come through
                .subscribe()
                .with(ours -> {
                    if (!ours) {
                        run.abandon();
                    }
                });
    }

    private Uni<Void> end(PullJob job, Feed feed, Walked walked, Span span) {
        Instant now = clock.instant();
        PullEnd end = end(job, feed, walked, now);
        return store.finish(job, end)
                .onItemOrFailure()
                .invoke((done, failure) -> record.ended(job, end, now, failure == null, span));
    }

    private PullEnd end(PullJob job, Feed feed, Walked walked, Instant now) {
        Throwable failure = walked.failure();
        if (failure == null) {
            return PullEnd.succeeded(job, walked.tally(), feed.every(), config.settle(), now);
        }
        return failure instanceof PullAbandonedException
                ? PullEnd.abandoned(job, walked.tally(), now)
                : PullEnd.failed(job, reason(job, failure), walked.tally(), wait(job, feed, failure), now);
    }

    /** Twice as long after each failure, at most the feed's interval; but never less than the provider asks for. */
    private Optional<Duration> wait(PullJob job, Feed feed, Throwable failure) {
        Optional<ApiFailureException> api =
                failure instanceof ApiFailureException known ? Optional.of(known) : Optional.empty();
        boolean inVain = api.filter(known -> known.kind() == Kind.FORBIDDEN || known.kind() == Kind.NOT_FOUND)
                .isPresent();
        if (job.isOnce(feed.every()) && (inVain || job.failures() + 1 >= config.maxFailures())) {
            return Optional.empty();
        }
        Duration longest = feed.every().orElse(config.retryMax());
        Duration wait = config.retryBase().multipliedBy(1L << Math.min(job.failures(), 20));
        Duration bounded = wait.compareTo(longest) < 0 ? wait : longest;
        return Optional.of(api.flatMap(ApiFailureException::retryAfter)
                .filter(more -> more.compareTo(bounded) > 0)
                .orElse(bounded));
    }

    private static String reason(PullJob job, Throwable failure) {
        if (failure instanceof ApiFailureException
                || failure instanceof PullFailureException
                || failure instanceof StoreUnavailableException) {
            return failure.getMessage();
        }
        LOG.errorf("pull.fault pull_id=%s at=%s", job.id(), FaultTrace.frames(failure));
        return FaultTrace.reason(failure);
    }
}
