package io.bellhop.event;

import io.bellhop.database.Announcements;
import io.bellhop.database.DatabaseFailure;
import io.bellhop.database.FaultTrace;
import io.bellhop.event.AppendMetrics.Result;
import io.bellhop.event.Backlog.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * The group commit. Appends queue up; whenever a writer is free it takes all that wait, within bounds, as one statement,
 * and each request is answered when its own statement has committed. There is no timer: alone, a request is written at
 * once; under load, the batches grow by themselves.
 */
@Singleton
public final class EventAppender {

    /** What every replica is told on when there are events to process. */
    public static final String CHANNEL = "bellhop_event";

    private static final Logger LOG = Logger.getLogger(EventAppender.class);

    private static final Duration SWEEP = Duration.ofMillis(250);

    /** A statement that takes longer is given up, with its connection: the database is most likely out of reach. */
    private static final int BUDGETS_TO_GIVE_UP = 10;

    private final EventStore store;
    private final EventConfig.Append config;
    private final Backlog backlog;
    private final Semaphore writers;
    private final Announcements announcements;
    private final AppendRecord record;
    private final AppendLoad load = new AppendLoad();
    private final Set<Waiting> beingWritten = ConcurrentHashMap.newKeySet();

    EventAppender(EventStore store, EventConfig config, Announcements announcements, AppendRecord record, Vertx vertx) {
        this.store = store;
        this.announcements = announcements;
        this.record = record;
        this.config = config.append();
        this.backlog =
                new Backlog(this.config.queueRows(), this.config.queueBytes().asLongValue());
        this.writers = new Semaphore(this.config.inFlight());
        record.show(backlog, this.config, () -> this.config.inFlight() - writers.availablePermits());
        vertx.setPeriodic(SWEEP.toMillis(), timer -> answerOverdue());
    }

    /**
     * Appends one request's events, all or none.
     *
     * @return after the commit, the results in the order of the events. Fails with {@link StoreUnavailableException} if the
     *     queue is full, the database does not answer in time or is not there, and with {@link UnstorableEventException} if
     *     one of the events cannot be stored at all
     */
    public Uni<List<AppendResult>> append(List<NewEvent> events) {
        return append(events, null);
    }

    /** @param trace that the events are to belong to; null for none */
    public Uni<List<AppendResult>> append(List<NewEvent> events, String trace) {
        long bytes =
                events.stream().mapToLong(event -> event.body().sizeBytes()).sum();
        return Uni.createFrom().emitter(answer -> {
            Waiting waiting = new Waiting(events, bytes, System.nanoTime(), answer, record.begin(trace));
            if (backlog.offer(waiting)) {
                write();
            } else {
                record.count(Result.QUEUE_FULL, events.size());
                waiting.fail(StoreUnavailableException.queueFull());
            }
        });
    }

    /** Whether whatever is appended now would fail, so that there is no use in getting it ready. */
    public boolean isFull() {
        return backlog.isFull();
    }

    /** Whether so many requests come in that they wait for each other. Work that can wait should leave them the machine. */
    public boolean isUnderLoad() {
        return load.isPressing(System.nanoTime());
    }

    /** Starts as many statements as there are free writers and waiting requests for. Returns at once. */
    private void write() {
        while (backlog.rows() > 0 && writers.tryAcquire()) {
            List<Waiting> batch =
                    backlog.take(config.maxRows(), config.maxBytes().asLongValue());
            if (batch.isEmpty()) { // others were quicker; but who came meanwhile may have found no writer free
                writers.release();
                continue;
            }
            beingWritten.addAll(batch);
            // A writer is free again when its statement has ended, however long ago its requests were answered: a slow
            // database must not be given ever more to do.
            Uni.createFrom()
                    .deferred(() -> write(batch))
                    .onFailure()
                    .invoke(fault -> abandon(batch, fault))
                    .onFailure()
                    .recoverWithNull()
                    .subscribe()
                    .with(done -> {
                        batch.forEach(beingWritten::remove);
                        writers.release();
                        write();
                    });
        }
    }

    /** Who has waited for longer than the budget is told so, whether queued or in a statement that still runs. */
    private void answerOverdue() {
        long oldest = System.nanoTime() - config.budget().toNanos();
        List<Waiting> overdue = new ArrayList<>(backlog.takeOlderThan(oldest));
        overdue.forEach(waiting -> record.count(Result.OVERDUE, waiting.events().size()));
        beingWritten.stream()
                .filter(waiting -> waiting.sinceNanos() - oldest < 0)
                .forEach(overdue::add);
        overdue.forEach(waiting -> waiting.fail(new StoreUnavailableException("the database did not answer in time")));
    }

    /** For a fault of ours: those not answered yet must not wait for ever, nor the writer be lost. */
    private void abandon(List<Waiting> batch, Throwable fault) {
        LOG.errorf("append.fault fault=%s at=%s", FaultTrace.kinds(fault), FaultTrace.frames(fault));
        batch.forEach(waiting -> waiting.fail(fault));
        count(Result.FAULT, batch);
    }

    /** Each request of the batch is told for itself. */
    private Uni<Void> write(List<Waiting> batch) {
        List<NewEvent> events =
                batch.stream().flatMap(waiting -> waiting.events().stream()).toList();
        load.appended(events.size(), System.nanoTime());
        AppendRecord.Statement statement = record.statement(batch, events.size());
        return store.append(events, AppendRecord.parents(batch))
                .ifNoItem()
                .after(config.budget().multipliedBy(BUDGETS_TO_GIVE_UP))
                .fail()
                .onItemOrFailure()
                .transformToUni((results, failure) -> {
                    if (failure == null) {
                        statement.committed(batch, results);
                        answer(batch, results);
                        announcements.announce(CHANNEL);
                        return Uni.createFrom().voidItem();
                    }
                    statement.failed();
                    return fail(batch, failure);
                });
    }

    private void count(Result result, List<Waiting> batch) {
        record.count(
                result,
                batch.stream().mapToInt(waiting -> waiting.events().size()).sum());
    }

    private static void answer(List<Waiting> batch, List<AppendResult> results) {
        int next = 0;
        for (Waiting waiting : batch) {
            int end = next + waiting.events().size();
            waiting.complete(results.subList(next, end));
            next = end;
        }
    }

    /** A batch with an event at fault is halved until that event's request fails alone. */
    private Uni<Void> fail(List<Waiting> batch, Throwable failure) {
        DatabaseFailure kind = DatabaseFailure.of(failure);
        if (kind != DatabaseFailure.DATA && kind != DatabaseFailure.INTEGRITY) {
            LOG.warnf("append.failed requests=%d reason=%s", batch.size(), failure);
            batch.forEach(
                    waiting -> waiting.fail(new StoreUnavailableException("the database did not store it", failure)));
            count(Result.UNAVAILABLE, batch);
            return Uni.createFrom().voidItem();
        }
        if (batch.size() == 1) {
            batch.get(0).fail(new UnstorableEventException(failure));
            count(Result.UNSTORABLE, batch);
            return Uni.createFrom().voidItem();
        }
        int half = batch.size() / 2;
        return write(batch.subList(0, half)).chain(() -> write(batch.subList(half, batch.size())));
    }
}
