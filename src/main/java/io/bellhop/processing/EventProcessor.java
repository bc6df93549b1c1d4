package io.bellhop.processing;

import io.bellhop.database.Notifications;
import io.bellhop.delivery.FanOut;
import io.bellhop.event.EventAppender;
import io.bellhop.processing.Batch.Result;
import io.bellhop.replica.Replica;
import io.bellhop.telemetry.TraceParent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Keeps processing as long as events wait: told of them by a notification, and looking by itself from time to time. A few
 * batches at a time on each replica; any number of replicas share the work.
 */
@Singleton
final class EventProcessor {

    private static final Logger LOG = Logger.getLogger(EventProcessor.class);

    private final ProcessingConfig config;
    private final InstantSource clock;
    private final FanOut fanOut;
    private final List<Lane> lanes;
    private final ProcessingRecord record;
    private volatile boolean started;
    private volatile boolean stopping;

    EventProcessor(Pace pace, FanOut fanOut, ProcessingConfig config, InstantSource clock, ProcessingRecord record) {
        this.config = config;
        this.clock = clock;
        this.fanOut = fanOut;
        this.lanes = IntStream.range(0, config.inFlight())
                .mapToObj(lane -> new Lane(
                        () -> pace.next(this::note), events -> ended(events, lane + 1), this::fail, () -> stopping))
                .toList();
        this.record = record;
    }

    void start(@Observes @Priority(60) StartupEvent event, Replica replica, Notifications notifications) {
        if (replica.isWorker()) {
            notifications.listen(EventAppender.CHANNEL, this::wake);
            started = true;
        }
    }

    /** Finishes the batches at hand and takes no other. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        CompletableFuture<?>[] rounds = lanes.stream().map(Lane::round).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(rounds).get(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("processing.not_drained reason=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Scheduled(every = "${bellhop.processing.poll}", delayed = "${bellhop.processing.poll}", identity = "processing")
    void look() {
        wake();
    }

    private void wake() {
        if (started) {
            lanes.get(0).wake();
        }
    }

    private void fail(Throwable failure) {
        LOG.warnf("processing.failed reason=%s", failure);
    }

    /** @param next the lane that helps if there is more than one batch holds */
    private void ended(int events, int next) {
        if (events >= config.maxEvents() && next < lanes.size()) {
            lanes.get(next).wake();
        }
    }

    private void note(Result result) {
        fanOut.committed(result.deliveries());
        record.committed(result);
        for (Failure failure : result.failures()) {
            if (failure.retryAt() == null) {
                LOG.errorf(
                        "processing.set_aside event_id=%s attempts=%d%s reason=%s",
                        failure.event(),
                        failure.attempts(),
                        TraceParent.field(result.traceParent(failure.event())),
                        failure.reason());
            } else {
                LOG.warnf(
                        "processing.retried event_id=%s attempts=%d retry_in_ms=%d%s reason=%s",
                        failure.event(),
                        failure.attempts(),
                        failure.retryAt().toEpochMilli() - clock.millis(),
                        TraceParent.field(result.traceParent(failure.event())),
                        failure.reason());
            }
        }
    }
}
