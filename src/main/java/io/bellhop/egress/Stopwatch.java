package io.bellhop.egress;

import java.time.Duration;

/** How long something takes. By the machine's own counter, since a clock that is put right must not end a request. */
final class Stopwatch {

    private final long begin = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
