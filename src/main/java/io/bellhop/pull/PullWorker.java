package io.bellhop.pull;

import io.bellhop.database.FaultTrace;
import io.bellhop.database.Notifications;
import io.bellhop.outbound.ApiSource;
import io.bellhop.outbound.ApiSources;
import io.bellhop.provider.Feed;
import io.bellhop.pull.PullStore.Wanted;
import io.bellhop.replica.Replica;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does the pulls that are due, a few at a time on each replica. Any number of replicas share the work. */
@Singleton
final class PullWorker {

    static final String CHANNEL = "bellhop_pull";

    private static final Logger LOG = Logger.getLogger(PullWorker.class);

    private static final long SHUTDOWN_SECONDS = 5;

    private final ApiSources sources;
    private final PullStore store;
    private final PullExecution execution;
    private final PullFigures figures;
    private final PullConfig config;
    private final Semaphore places;
    private volatile boolean started;

    PullWorker(ApiSources sources, PullStore store, PullExecution execution, PullFigures figures, PullConfig config) {
        this.sources = sources;
        this.store = store;
        this.execution = execution;
        this.figures = figures;
        this.config = config;
        this.places = new Semaphore(config.concurrency());
    }

    /** One feed of one source. */
    private record Place(ApiSource source, Feed feed) {

        Wanted wanted() {
            return new Wanted(source.name(), feed.name(), "");
        }
    }

    void start(@Observes @Priority(70) StartupEvent event, Replica replica, Notifications notifications) {
        if (replica.isWorker()) {
            started = config.enabled();
            notifications.listen(CHANNEL, this::wake);
        }
    }

    /** Those that run end at their next page, and come again on another replica. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        started = false;
        execution.abandonAll();
        if (!places.tryAcquire(config.concurrency(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            LOG.warnf("pull.cut_off count=%d", config.concurrency() - places.availablePermits());
        }
    }

    @Scheduled(every = "${bellhop.pull.poll}", concurrentExecution = ConcurrentExecution.SKIP, identity = "pulls")
    Uni<Void> poll() {
        return started
                ? tick().onFailure().recoverWithItem(this::notBegun)
                : Uni.createFrom().voidItem();
    }

    private void wake() {
        if (started) {
            tick().subscribe().with(done -> {}, this::notBegun);
        }
    }

    private Void notBegun(Throwable failure) {
        if (started) {
            LOG.warnf("pulls.not_begun reason=%s", FaultTrace.reason(failure));
        }
        return null;
    }

    /** Begins what is due, as far as there are places for it; done when that has begun. */
    Uni<Void> tick() {
        return sources.all().flatMap(all -> {
            Map<Wanted, Place> feeds = new HashMap<>();
            all.forEach(source -> source.api().feeds().forEach(feed -> {
                Place place = new Place(source, feed);
                feeds.put(place.wanted(), place);
                figures.expect(source.name(), feed);
            }));
            return feeds.isEmpty() ? Uni.createFrom().voidItem() : begin(feeds);
        });
    }

    private Uni<Void> begin(Map<Wanted, Place> feeds) {
        List<Wanted> scheduled = feeds.values().stream()
                .filter(place -> place.feed().every().isPresent())
                .map(Place::wanted)
                .toList();
        return store.schedule(scheduled).chain(() -> {
            int free = places.drainPermits();
            if (free == 0) {
                return Uni.createFrom().voidItem();
            }
            return store.claim(feeds.keySet(), free, config.lease())
                    .onFailure()
                    .invoke(() -> places.release(free))
                    .invoke(jobs -> {
                        places.release(free - jobs.size());
                        jobs.forEach(job -> begin(job, feeds.get(new Wanted(job.source(), job.feed(), ""))));
                    })
                    .replaceWithVoid();
        });
    }

    private void begin(PullJob job, Place place) {
        execution
                .run(job, place.source(), place.feed())
                .onTermination()
                .invoke(() -> places.release())
                .subscribe()
                .with(
                        done -> wake(),
                        failure ->
                                LOG.warnf("pull.not_ended pull_id=%s reason=%s", job.id(), FaultTrace.reason(failure)));
    }
}
