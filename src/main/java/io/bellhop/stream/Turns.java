package io.bellhop.stream;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets a few of the readers' queries run at once; the others wait, the first come first. */
@Singleton
final class Turns {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turns(StreamConfig config) {
        this.free = config.queries();
    }

    /**
     * Asks when it is its turn; not to be canceled before. What takes too long once it is has failed, but keeps its turn until it
     * ends, as it keeps its connection.
     */
    <T> Uni<T> ask(Supplier<Uni<T>> query) {
        return Uni.createFrom()
                .<Void>emitter(turn -> enter(() -> turn.complete(null)))
                .flatMap(turn -> Uni.createFrom()
                        .deferred(query::get)
                        .onTermination()
                        .invoke(this::pass)
                        .memoize()
                        .indefinitely()
                        .ifNoItem()
                        .after(TIME_LIMIT)
                        .fail());
    }

    private void enter(Runnable turn) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(turn);
                return;
            }
            free--;
        }
        turn.run();
    }

    private void pass() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
