package io.bellhop.bench.load;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What came of one run's requests. */
public final class Tally {

    private static final int ACCEPTED = 202;
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final Histogram micros = new Histogram(MAX_MICROS, 3);
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
        micros.recordValue(Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(lastNanos - intendedNanos)));
        if (answer.status() != ACCEPTED) {
            otherStatuses.merge(answer.status(), 1L, Long::sum);
        } else if (answer.isNew()) {
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

    /** Requests answered 202 with {@code "duplicate":false}. */
    public long stored() {
        return stored;
    }

    /** From the first sending to the last answer. */
    public double seconds() {
        return (lastNanos - startNanos) / 1e9;
    }

    /** Latencies of all answers, in microseconds, from when the request should have been sent. */
    public Histogram micros() {
        return micros;
    }

    /** Everything but a 202 for a new event: none of it should be there. */
    public long failed() {
        return duplicates
                + broken
                + otherStatuses.values().stream().mapToLong(count -> count).sum();
    }

    /** As in {@code duplicates=0 other={503=12} broken=1 (closed by the gateway)}. */
    public String failures() {
        return "duplicates=%d other=%s broken=%d %s".formatted(duplicates, otherStatuses, broken, firstProblem);
    }
}
