package io.bellhop.stream;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which transactions PostgreSQL counted as committed at one moment: all below {@code xmin}, none from {@code xmax} on, and
 * between them those that were not {@code running}. Transaction ids are of 64 bits here.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT-PARTS">pg_snapshot</a>
 */
record Snapshot(long xmin, long xmax, List<Long> running) {

    /** Saw nothing at all. */
    static final Snapshot NOTHING = new Snapshot(0, 0, List.of());

    private static final int MAX_TOLD = 100;

    Snapshot {
        running = List.copyOf(running);
        long least = xmin;
        long end = xmax;
        if (least < 0 || end < least || running.stream().anyMatch(id -> id < least || id >= end)) {
            throw new IllegalArgumentException("not a snapshot");
        }
    }

    /** From PostgreSQL's own text, as in {@code 795:799:795,797}. */
    static Snapshot parse(String text) {
        return of(text.split("[:,]"));
    }

    /** From numbers joined by dots. @throws IllegalArgumentException if it is none */
    static Snapshot parseDotted(String text) {
        return of(text.split("\\.", -1));
    }

    private static Snapshot of(String[] numbers) {
        if (numbers.length < 2) {
            throw new IllegalArgumentException("not a snapshot");
        }
        List<Long> all = Arrays.stream(numbers).map(Long::valueOf).toList();
        return new Snapshot(all.get(0), all.get(1), all.subList(2, all.size()));
    }

    /** One with too many running for a position is told as if it had seen less, which repeats events and misses none. */
    String dotted() {
        if (running.size() > MAX_TOLD) {
            return xmin + "." + xmin;
        }
        Stream<Long> numbers = Stream.concat(Stream.of(xmin, xmax), running.stream());
        return String.join(".", numbers.map(String::valueOf).toList());
    }

    /**
     * Whether it saw what the transaction wrote.
     *
     * @param low the lower 32 bits of the transaction's id, which are all that a row has; it is taken for one less than
     *     2^31 transactions before or after {@code xmin}
     */
    boolean sees(int low) {
        long id = xmin + (low - (int) xmin);
        return id < xmax && (id < xmin || !running.contains(id));
    }
}
