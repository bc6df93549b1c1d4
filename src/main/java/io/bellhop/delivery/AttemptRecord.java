package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.NextStep.Dead;
import io.bellhop.delivery.NextStep.Park;
import io.bellhop.delivery.NextStep.Retry;
import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What is known of attempts beside the database: they are counted, each has a line in the log, and a span if it is traced. */
@Singleton
final class AttemptRecord {

    private static final Logger LOG = Logger.getLogger(AttemptRecord.class);

    private final DeliveryMetrics metrics;
    private final AttemptSpan spans;
    private final InstantSource clock;

    AttemptRecord(DeliveryMetrics metrics, AttemptSpan spans, InstantSource clock) {
        this.metrics = metrics;
        this.spans = spans;
        this.clock = clock;
    }

    Span begin(ActiveSubscription subscription, ClaimedDelivery claimed) {
        metrics.claimed();
        return spans.begin(subscription, claimed);
    }

    /** What the request is to bring along; null for nothing. */
    String header(Span span) {
        return spans.header(span);
    }

    /** @param recorded false if somebody else has the delivery by now, and makes the attempt again */
    void ended(Ended ended, boolean recorded, Span span) {
        metrics.ended(ended, recorded);
        AttemptSpan.end(span, ended, recorded);
        if (!(ended.next() instanceof Park)) {
            log(ended, recorded);
        }
    }

    /** The database stayed away, or a fault of ours. */
    void unrecorded(ClaimedDelivery claimed, Throwable why, Span span) {
        metrics.unrecorded();
        AttemptSpan.endUnrecorded(span);
        LOG.errorf(
                "delivery.fault delivery_id=%s reason=%s%s",
                claimed.id(), why, TraceParent.field(claimed.traceParent()));
    }

    private void log(Ended ended, boolean recorded) {
        ClaimedDelivery delivery = ended.delivery();
        Exchange last = ended.result() instanceof Made made ? made.last() : null;
        LOG.infof(
                "delivery.attempted delivery_id=%s event_id=%s subscription_id=%s attempt=%d target=%s status=%s reason=%s"
                        + " latency_ms=%s next=%s%s%s",
                delivery.id(),
                delivery.sent() == null ? null : delivery.sent().event().id(),
                delivery.subscription(),
                delivery.attempt(),
                last == null ? null : last.target(),
                last == null
                        ? null
                        : last.answer().map(answer -> answer.status()).orElse(null),
                last == null ? null : last.reason(),
                last == null ? null : last.took().toMillis(),
                next(ended.next()),
                recorded ? "" : " recorded=false",
                TraceParent.field(delivery.traceParent()));
    }

    private String next(NextStep next) {
        if (next instanceof Retry retry) {
            Instant now = clock.instant();
            return "retry due_in_ms=" + (retry.dueAt().toEpochMilli() - now.toEpochMilli());
        }
        return next instanceof Dead dead ? "dead because=" + dead.reason() : "done";
    }
}
