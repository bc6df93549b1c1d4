package io.bellhop.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Lets a few queries of one kind run at once; others wait, the first come first, and no more than a bound. The connections are
 * those that webhooks are stored by, whoever asks.
 */
public final class Turns {

    private final int maxWaiting;
    private final Duration limit;
    private final boolean limitsWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    private Turns(int atOnce, int maxWaiting, Duration limit, boolean limitsWaiting) {
        this.free = atOnce;
        this.limitsWaiting = limitsWaiting;
        this.maxWaiting = maxWaiting;
        this.limit = limit;
    }

    /** @param limit of one query, with its wait: for whoever is waited for */
    public static Turns within(int atOnce, int maxWaiting, Duration limit) {
        return new Turns(atOnce, maxWaiting, limit, true);
    }

    /** @param limit of one query, once it is its turn: for what comes to its turn, however late */
    public static Turns each(int atOnce, int maxWaiting, Duration limit) {
        return new Turns(atOnce, maxWaiting, limit, false);
    }

    /**
     * Asks when it is its turn. Fails with {@link NoTurnException} at once if too many wait. What takes too long has failed, and is
     * not asked any more; but once it has been, it keeps its turn until it ends, as it keeps its connection.
     */
    public <T> Uni<T> ask(Supplier<Uni<T>> query) {
        Uni<T> answer = Uni.createFrom().emitter(emitter -> {
            Runnable turn = () -> run(query, emitter);
            emitter.onTermination(() -> leave(turn));
            enter(turn, emitter);
        });
        return limitsWaiting ? limited(answer) : answer;
    }

    private <T> Uni<T> limited(Uni<T> answer) {
        return answer.ifNoItem().after(limit).fail();
    }

    private <T> void run(Supplier<Uni<T>> query, UniEmitter<? super T> answer) {
        if (limitsWaiting) {
            start(query, answer);
        } else {
            limited(Uni.createFrom().<T>emitter(running -> start(query, running)))
                    .subscribe()
                    .with(answer::complete, answer::fail);
        }
    }

    /** Nothing that becomes of the answer ends the query. */
    private <T> void start(Supplier<Uni<T>> query, UniEmitter<? super T> answer) {
        Uni.createFrom()
                .deferred(query::get)
                .onTermination()
                .invoke(this::pass)
                .subscribe()
                .with(answer::complete, answer::fail);
    }

    private void enter(Runnable turn, UniEmitter<?> answer) {
        boolean runs;
        boolean waits;
        synchronized (this) {
            runs = free > 0;
            waits = !runs && waiting.size() < maxWaiting;
            if (runs) {
                free--;
            } else if (waits) {
                waiting.add(turn);
            }
        }
        if (runs) {
            turn.run();
        } else if (!waits) {
            answer.fail(new NoTurnException());
        }
    }

    private synchronized void leave(Runnable turn) {
        waiting.remove(turn);
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
