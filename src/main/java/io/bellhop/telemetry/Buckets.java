package io.bellhop.telemetry;

import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** The bounds of histograms: the same for what is of the same kind, so that they can be added up and compared. */
public final class Buckets {

    private static final long[] SHORT_MILLIS = {1, 2, 5, 10, 20, 35, 50, 100, 250, 500, 1000, 2500, 5000, 10_000};
    private static final long[] LONG_MILLIS = {
        10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000
    };
    private static final double[] COUNTS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private Buckets() {}

    /** Of what somebody waits for: 1 ms to 10 s, closest around the 20 ms that an answer may take. */
    public static Duration[] waits() {
        return millis(SHORT_MILLIS);
    }

    /** Of what happens some time after something else: 10 ms to 2 h. */
    public static Duration[] lags() {
        return millis(LONG_MILLIS);
    }

    /** Of how many there are in a batch. */
    public static double[] counts() {
        return DoubleStream.of(COUNTS).toArray();
    }

    private static Duration[] millis(long[] millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
