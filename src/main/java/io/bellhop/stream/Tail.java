package io.bellhop.stream;

import io.bellhop.database.Notifications;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks at the store for all readers of this replica: one statement, however many they are, and none while there are none.
 * Told by a notification, or by itself from time to time. After a look it rests ten times as long as that took, so that a
 * store with many recent events, all of which a look has to pass, is not kept busy by it.
 */
@Singleton
final class Tail {

    private static final Logger LOG = Logger.getLogger(Tail.class);
    private static final String CHANNEL = "bellhop_event";

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
    private static final Duration MIN_REST = Duration.ofMillis(20);
    private static final int RESTS_PER_LOOK = 10;

    /** A reader that is behind these asks the store itself. */
    private static final int RECENT_STEPS = 100;

    private static final int RECENT_HEADS = 20_000;

    private final StreamStore store;
    private final Duration poll;
    private final Vertx vertx;
    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private final Deque<Step> recent = new ArrayDeque<>();
    private int recentHeads;
    private Mark latest;
    private long begun;
    private long ended;
    private boolean looking;
    private boolean resting;
    private boolean again;
    private int failures;

    Tail(StreamStore store, StreamConfig config, Vertx vertx) {
        this.store = store;
        this.poll = config.poll();
        this.vertx = vertx;
    }

    void start(@Observes @Priority(85) StartupEvent event, Notifications notifications) {
        notifications.listen(CHANNEL, this::look);
        vertx.setPeriodic(poll.toMillis(), timer -> look());
    }

    /**
     * Calls the reader after every look, until it leaves.
     *
     * @return the number of the first look that begins after this call
     */
    synchronized long join(Runnable reader) {
        if (readers.isEmpty()) {
            latest = null;
            recent.clear();
            recentHeads = 0;
        }
        readers.add(reader);
        long first = begun + 1;
        look();
        return first;
    }

    void leave(Runnable reader) {
        readers.remove(reader);
    }

    /** The store at the latest look; none before the one with this number has ended. */
    synchronized Optional<Mark> latest(long look) {
        return ended >= look ? Optional.of(latest) : Optional.empty();
    }

    /** From the mark to the latest look; none if that is where it is. */
    synchronized Optional<Step> since(Mark mark) {
        if (mark == latest) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        for (Step step : recent) {
            if (step.from() == mark || !steps.isEmpty()) {
                steps.add(step);
            }
        }
        return Optional.of(steps.isEmpty() ? Step.unknown(mark, latest) : Step.joined(steps));
    }

    private synchronized void look() {
        if (looking || resting) {
            again = true;
            return;
        }
        if (readers.isEmpty()) {
            return;
        }
        looking = true;
        again = false;
        long number = ++begun;
        long since = System.nanoTime();
        Uni<Step> look = latest == null ? store.now().map(now -> Step.unknown(now, now)) : store.lookFrom(latest);
        look.ifNoItem()
                .after(TIME_LIMIT)
                .fail()
                .subscribe()
                .with(
                        step -> seen(number, step, System.nanoTime() - since),
                        failure -> failed(failure, Duration.ofNanos(System.nanoTime() - since)));
    }

    private void seen(long number, Step step, long nanos) {
        synchronized (this) {
            // Where all readers have left and others come meanwhile, what these saw begins with their own look.
            if (latest == step.from()) {
                remember(step);
            }
            latest = step.to();
            ended = number;
            failures = 0;
            rest(Duration.ofNanos(nanos).multipliedBy(RESTS_PER_LOOK), poll);
        }
        readers.forEach(Runnable::run);
    }

    private void remember(Step step) {
        recent.add(step);
        recentHeads += step.size();
        while (recent.size() > RECENT_STEPS || recentHeads > RECENT_HEADS) {
            recentHeads -= recent.remove().size();
        }
    }

    private synchronized void failed(Throwable failure, Duration took) {
        Duration backoff = poll.multipliedBy(1L << Math.min(failures++, 10));
        LOG.warnf("stream.look_failed took_ms=%d failures=%d reason=%s", took.toMillis(), failures, failure);
        rest(backoff, MAX_BACKOFF);
        again = true;
    }

    private void rest(Duration asked, Duration max) {
        looking = false;
        resting = true;
        long millis = Math.max(MIN_REST.toMillis(), Math.min(asked.toMillis(), max.toMillis()));
        vertx.setTimer(millis, timer -> rested());
    }

    private synchronized void rested() {
        resting = false;
        if (again) {
            look();
        }
    }
}
