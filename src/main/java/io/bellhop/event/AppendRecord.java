package io.bellhop.event;

import io.bellhop.event.AppendMetrics.Result;
import io.bellhop.event.Backlog.Waiting;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.telemetry.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What is known of the group commit afterwards: numbers, a line for each commit, and spans of what is traced. */
@Singleton
final class AppendRecord {

    private static final Logger LOG = Logger.getLogger(AppendRecord.class);

    private final AppendMetrics metrics;
    private final Tracing tracing;

    AppendRecord(AppendMetrics metrics, Tracing tracing) {
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** @param inFlight statements */
    void show(Backlog backlog, EventConfig.Append limits, Supplier<Number> inFlight) {
        metrics.show(backlog, limits, inFlight);
    }

    void count(Result result, int events) {
        metrics.count(result, events);
    }

    /** @param parent null if it is not traced */
    AppendTrace begin(String parent) {
        return parent == null ? AppendTrace.NONE : new AppendTrace(parent, tracing.worked("append", parent));
    }

    /** What each event of the batch follows from; without those that are not traced. */
    static Map<EventId, String> parents(List<Waiting> batch) {
        Map<EventId, String> parents = null;
        for (Waiting waiting : batch) {
            if (waiting.trace().parent() != null) {
                parents = parents == null ? new HashMap<>() : parents;
                for (NewEvent event : waiting.events()) {
                    parents.put(event.id(), waiting.trace().parent());
                }
            }
        }
        return parents == null ? Map.of() : parents;
    }

    /** A statement begins, for all of the batch: a span of its own, which those of the requests are linked with. */
    Statement statement(List<Waiting> batch, int rows) {
        return new Statement(rows, System.nanoTime(), tracing.isOn() ? span(batch, rows) : Span.getInvalid());
    }

    private Span span(List<Waiting> batch, int rows) {
        List<String> traced = batch.stream()
                .map(waiting -> TraceParent.of(waiting.trace().span()))
                .filter(Objects::nonNull)
                .toList();
        if (traced.isEmpty()) {
            return Span.getInvalid();
        }
        Span span = tracing.shared("append.batch", traced)
                .setAttribute("bellhop.rows", rows)
                .startSpan();
        batch.forEach(waiting -> waiting.trace().span().addLink(span.getSpanContext()));
        return span;
    }

    /** Alone, a webhook has a line with its event's id; under load, a line is of all that share a commit. */
    private static void log(List<Waiting> batch, List<AppendResult> results, int stored, Duration took) {
        LOG.infof(
                "append.committed events=%d stored=%d duplicate=%d bytes=%d %s=%s took_ms=%d%s",
                results.size(),
                stored,
                results.size() - stored,
                batch.stream().mapToLong(Waiting::bytes).sum(),
                results.size() == 1 ? "event_id" : "first_event",
                results.get(0).id(),
                took.toMillis(),
                TraceParent.field(batch.stream()
                        .map(waiting -> waiting.trace().parent())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)));
    }

    /** One that is under way. */
    final class Statement {

        private final int rows;
        private final long sinceNanos;
        private final Span span;

        private Statement(int rows, long sinceNanos, Span span) {
            this.rows = rows;
            this.sinceNanos = sinceNanos;
            this.span = span;
        }

        void committed(List<Waiting> batch, List<AppendResult> results) {
            Duration took = took();
            metrics.statement(rows, took, true);
            int stored = metrics.count(results);
            span.end();
            if (LOG.isInfoEnabled() && !results.isEmpty()) {
                log(batch, results, stored, took);
            }
        }

        void failed() {
            metrics.statement(rows, took(), false);
            span.setStatus(StatusCode.ERROR).end();
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }
}
