package io.bellhop.bench.load;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What came of one run's requests. */
public final class Tally {

    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final Histogram micros = new Histogram(MAX_MICROS, 3);
    private final Histogram shedMicros = new Histogram(MAX_MICROS, 3);
    private final Map<Integer, Long> otherStatuses = new TreeMap<>();
    private long startNanos;
    private long lastNanos;
    private long stored;
    private long duplicates;
    private long broken;
    private String firstProblem = "";

    void start(long now) {
        startNanos = now;
        lastNanos = now;
    }

    void answered(Answer answer, long intendedNanos) {
        lastNanos = System.nanoTime();
        long passed = Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(lastNanos - intendedNanos));
        if (answer.status() == ACCEPTED) {
            micros.recordValue(passed);
            accepted(answer.isNew());
        } else if (answer.status() == UNAVAILABLE && answer.saysWhenToComeAgain()) {
            shedMicros.recordValue(passed);
        } else {
            otherStatuses.merge(answer.status(), 1L, Long::sum);
        }
    }

    private void accepted(boolean isNew) {
        if (isNew) {
            stored++;
        } else {
            duplicates++;
        }
    }

    void broken(IOException reason) {
        broken++;
        firstProblem = firstProblem.isEmpty() ? reason.toString() : firstProblem;
    }

    void unanswered(int requests) {
        broken += requests;
        firstProblem = firstProblem.isEmpty() ? "no answer" : firstProblem;
    }

    /** All requests, however they ended. */
    public long sent() {
        return stored + failed();
    }

    /** Requests answered 202 with {@code "duplicate":false}. */
    public long stored() {
        return stored;
    }

    /** From the first sending to the last answer. */
    public double seconds() {
        return (lastNanos - startNanos) / 1e9;
    }

    /** Latencies of the answers 202, in microseconds, from when the request should have been sent, or in a flood was sent. */
    public Histogram micros() {
        return micros;
    }

    /** Those of the answers 503 that say when to come again. */
    public Histogram shedMicros() {
        return shedMicros;
    }

    /** Requests answered 503 with Retry-After. */
    public long shed() {
        return shedMicros.getTotalCount();
    }

    /** Everything but a 202 for a new event. */
    public long failed() {
        return shed() + wrong();
    }

    /** What is neither stored nor told to come again: there should never be any. */
    public long wrong() {
        return duplicates
                + broken
                + otherStatuses.values().stream().mapToLong(count -> count).sum();
    }

    /** As in {@code shed=12 duplicates=0 other={500=1} broken=1 (closed by the gateway)}. */
    public String failures() {
        return "shed=%d duplicates=%d other=%s broken=%d %s"
                .formatted(shed(), duplicates, otherStatuses, broken, firstProblem);
    }
}
