package io.bellhop.pull;

import io.bellhop.telemetry.TraceParent;
import io.bellhop.telemetry.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What is known of pulls beside their reports: they are counted, each has a line in the log, and a span if traces are made. */
@Singleton
final class PullRecord {

    private static final Logger LOG = Logger.getLogger(PullRecord.class);

    private final PullMetrics metrics;
    private final Tracing tracing;

    PullRecord(PullMetrics metrics, Tracing tracing) {
        this.metrics = metrics;
        this.tracing = tracing;
    }

    Span begin(PullJob job) {
        return tracing.worked("pull", null)
                .setAttribute("bellhop.pull_id", job.id().toString())
                .setAttribute("bellhop.source", job.source())
                .setAttribute("bellhop.feed", job.feed());
    }

    /** @param recorded false if its report could not be written: it comes again when its lease is over, and counts again */
    void ended(PullJob job, PullEnd end, Instant now, boolean recorded, Span span) {
        metrics.count(job, end);
        span.setAttribute("bellhop.outcome", end.outcome());
        if (end.reason() != null || !recorded) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
        log(job, end, now, recorded);
    }

    private static void log(PullJob job, PullEnd end, Instant now, boolean recorded) {
        PullTally tally = end.tally();
        LOG.logf(
                end.reason() == null && recorded ? Logger.Level.INFO : Logger.Level.WARN,
                "pull.%s pull_id=%s source=%s feed=%s calls=%d seen=%d new=%d known=%d failed=%d missed=%d"
                        + " unacknowledged=%d duration_ms=%d%s%s%s",
                end.outcome(),
                job.id(),
                job.source(),
                job.feed(),
                tally.calls(),
                tally.seen(),
                tally.added(),
                tally.known(),
                tally.failed(),
                tally.missed(),
                tally.unacknowledged(),
                Duration.between(job.startedAt(), now).toMillis(),
                recorded ? "" : " recorded=false",
                end.reason() == null ? "" : " reason=\"" + end.reason() + '"',
                TraceParent.field(job.traceParent()));
    }
}
