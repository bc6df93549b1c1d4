package io.bellhop.telemetry;

import java.time.Duration;

/**
 * A number that is looked up from time to time, for a gauge. What was not looked up in time is not a number: an old value must not
 * go on as if it were true. Safe for use by many threads.
 */
public final class Figure {

    /** Looks that may fail, or be late, before it is none. */
    private static final int LOOKS = 3;

    private final long livesNanos;
    private volatile Told told;

    private record Told(double value, long atNanos) {}

    Figure(Duration lookedUpEvery) {
        this.livesNanos = lookedUpEvery.multipliedBy(LOOKS).toNanos();
    }

    public void tell(double value) {
        told = new Told(value, System.nanoTime());
    }

    /** NaN if it was not told in time. */
    double value() {
        return valueAt(System.nanoTime());
    }

    double valueAt(long nanos) {
        Told last = told;
        return last == null || nanos - last.atNanos() > livesNanos ? Double.NaN : last.value();
    }
}
