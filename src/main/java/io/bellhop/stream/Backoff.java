package io.bellhop.stream;

import java.time.Duration;

/** How long reading waits after it has failed: twice as long each time, from a second up to eight. */
final class Backoff {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 3;

    private int failures;
    private long untilNanos = System.nanoTime();

    boolean isOver() {
        return System.nanoTime() - untilNanos >= 0;
    }

    void succeeded() {
        failures = 0;
    }

    /** @return how long it is until the next try */
    Duration failed() {
        Duration pause = MIN.multipliedBy(1L << Math.min(failures++, MAX_DOUBLINGS));
        untilNanos = System.nanoTime() + pause.toNanos();
        return pause;
    }
}
