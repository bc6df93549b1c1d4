package io.bellhop.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Records attempts as they end: while a statement is under way, those that end wait for the next, which takes all of them. They
 * are as many as there are places for attempts, so the queue needs no bound of its own.
 */
@Singleton
final class AttemptLog {

    private static final Logger LOG = Logger.getLogger(AttemptLog.class);
    private static final int MAX_ROWS = 256;

    /** As long as a lease holds, roughly; then somebody else makes the attempt again, and this one counts as lost. */
    private static final int AGAIN_AT_MOST = 30;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final AttemptStore store;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    private record Waiting(Ended ended, UniEmitter<? super Boolean> recorded) {}

    AttemptLog(AttemptStore store) {
        this.store = store;
    }

    /** @return true once it is committed, false if somebody else has the delivery by now; fails if the database stays away */
    Uni<Boolean> record(Ended ended) {
        return Uni.createFrom().emitter(emitter -> {
            queue.add(new Waiting(ended, emitter));
            if (waiting.getAndIncrement() == 0) {
                write();
            }
        });
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < MAX_ROWS ? queue.poll() : null) {
            batch.add(next);
        }
        store.record(batch.stream().map(Waiting::ended).toList())
                .onFailure()
                .invoke(failure -> LOG.warnf("deliveries.not_recorded count=%d reason=%s", batch.size(), failure))
                .onFailure()
                .retry()
                .withBackOff(AGAIN_AFTER, AGAIN_AFTER)
                .atMost(AGAIN_AT_MOST)
                .subscribe()
                .with(recorded -> end(batch, recorded), failure -> fail(batch, failure));
    }

    private void end(List<Waiting> batch, Set<Ended> recorded) {
        next(batch.size());
        batch.forEach(one -> one.recorded().complete(recorded.contains(one.ended())));
    }

    private void fail(List<Waiting> batch, Throwable failure) {
        next(batch.size());
        batch.forEach(one -> one.recorded().fail(failure));
    }

    private void next(int done) {
        if (waiting.addAndGet(-done) > 0) {
            write();
        }
    }
}
