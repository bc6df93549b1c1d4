package io.bellhop.event;

/**
 * How hard the appends press: the more there are at once, the more of them share a statement. So it tells what this machine and
 * this database can bear, whatever that is in events a second. Any thread may ask.
 */
final class AppendLoad {

    /** Rows in a statement, on average, from which on requests wait for each other. */
    private static final double PRESSING_ROWS = 4;

    private static final double WEIGHT_OF_THE_LAST = 0.1;
    private static final long FORGOTTEN_AFTER_NANOS = 200_000_000;

    private double averageRows;
    private long lastNanos;

    synchronized void appended(int rows, long nowNanos) {
        if (isForgotten(nowNanos)) {
            averageRows = 0;
        }
        averageRows += (rows - averageRows) * WEIGHT_OF_THE_LAST;
        lastNanos = nowNanos;
    }

    synchronized boolean isPressing(long nowNanos) {
        return averageRows >= PRESSING_ROWS && !isForgotten(nowNanos);
    }

    private boolean isForgotten(long nowNanos) {
        return nowNanos - lastNanos > FORGOTTEN_AFTER_NANOS;
    }
}
