package io.bellhop.event;

import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The requests that wait for a writer, bounded in events and in body bytes. Safe for use by many threads. */
final class Backlog {

    /** One request's events, stored together or not at all. */
    record Waiting(
            List<NewEvent> events,
            long bytes,
            long sinceNanos,
            UniEmitter<? super List<AppendResult>> answer,
            AppendTrace trace) {

        void complete(List<AppendResult> results) {
            answer.complete(results);
            trace.span().end();
        }

        void fail(Throwable reason) {
            answer.fail(reason);
            trace.span().setStatus(StatusCode.ERROR).end();
        }
    }

    private final int maxRows;
    private final long maxBytes;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int rows;
    private long bytes;

    Backlog(int maxRows, long maxBytes) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** False if there is no room. */
    synchronized boolean offer(Waiting waiting) {
        if (rows + waiting.events().size() > maxRows || bytes + waiting.bytes() > maxBytes) {
            return false;
        }
        rows += waiting.events().size();
        bytes += waiting.bytes();
        return queue.add(waiting);
    }

    /** Whether there is no room for a single one. */
    synchronized boolean isFull() {
        return rows >= maxRows || bytes >= maxBytes;
    }

    /** The longest waiting, as many as fit; a single one always fits. Empty if none waits. */
    synchronized List<Waiting> take(int maxBatchRows, long maxBatchBytes) {
        List<Waiting> batch = new ArrayList<>();
        int batchRows = 0;
        long batchBytes = 0;
        for (Waiting next = queue.peek(); next != null; next = queue.peek()) {
            batchRows += next.events().size();
            batchBytes += next.bytes();
            if (!batch.isEmpty() && (batchRows > maxBatchRows || batchBytes > maxBatchBytes)) {
                break;
            }
            batch.add(queue.remove());
            rows -= next.events().size();
            bytes -= next.bytes();
        }
        return batch;
    }

    /** Takes those that have waited since before the moment, by {@link System#nanoTime()}. */
    synchronized List<Waiting> takeOlderThan(long nanos) {
        List<Waiting> older = new ArrayList<>();
        for (Waiting next = queue.peek(); next != null && next.sinceNanos() - nanos < 0; next = queue.peek()) {
            older.add(queue.remove());
            rows -= next.events().size();
            bytes -= next.bytes();
        }
        return older;
    }

    synchronized int rows() {
        return rows;
    }

    synchronized long bytes() {
        return bytes;
    }
}
