package io.bellhop.processing;

import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.processing.Batch.Result;
import io.bellhop.telemetry.Buckets;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.telemetry.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What is known of processing afterwards. Each event counts once for each time that it is claimed and that is committed, as
 * {@code bellhop_processing_events_total}: {@code claimed = processed + retried + set_aside}.
 */
@Singleton
final class ProcessingRecord {

    private static final Logger LOG = Logger.getLogger(ProcessingRecord.class);

    private final Tracing tracing;
    private final InstantSource clock;
    private final Map<Outcome, Counter> events = new EnumMap<>(Outcome.class);
    private final DistributionSummary batch;
    private final Timer lag;

    ProcessingRecord(MeterRegistry metrics, Tracing tracing, InstantSource clock) {
        this.tracing = tracing;
        this.clock = clock;
        for (Outcome outcome : Outcome.values()) {
            events.put(outcome, counter(metrics, outcome));
        }
        this.batch = DistributionSummary.builder("bellhop.processing.batch.events")
                .description("Events in one transaction")
                .serviceLevelObjectives(Buckets.counts())
                .register(metrics);
        this.lag = Timer.builder("bellhop.processing.lag")
                .description("From an event's storing to the commit of its processing")
                .serviceLevelObjectives(Buckets.lags())
                .register(metrics);
    }

    /** What became of an event. */
    private enum Outcome {
        PROCESSED,
        RETRIED,
        SET_ASIDE;

        /** @param failure null for none */
        static Outcome of(Failure failure) {
            if (failure == null) {
                return PROCESSED;
            }
            return failure.retryAt() == null ? SET_ASIDE : RETRIED;
        }

        /** As in labels. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static Counter counter(MeterRegistry metrics, Outcome outcome) {
        return Counter.builder("bellhop.processing.events")
                .description("Events claimed, by what became of it")
                .tag("result", outcome.toString())
                .register(metrics);
    }

    /** A batch was committed. */
    void committed(Result result) {
        if (result.events() == 0) {
            return;
        }
        Instant now = clock.instant();
        Map<EventId, Failure> failures =
                result.failures().stream().collect(Collectors.toMap(Failure::event, failure -> failure));
        batch.record(result.events());
        failures.values().forEach(failure -> events.get(Outcome.of(failure)).increment());
        events.get(Outcome.PROCESSED).increment(result.events() - failures.size());
        for (Claimed one : result.claimed()) {
            Event event = one.event();
            if (!failures.containsKey(event.id())) {
                lag.record(Duration.between(event.storedAt(), now));
            }
        }
        if (tracing.isOn()) {
            trace(result, failures, now);
        }
        if (LOG.isInfoEnabled()) {
            log(result, failures.size(), now);
        }
    }

    private static void log(Result result, int failed, Instant now) {
        EventId first = result.claimed().get(0).event().id();
        LOG.infof(
                "processing.committed events=%d processed=%d failed=%d deliveries=%d %s=%s took_ms=%d%s",
                result.events(),
                result.events() - failed,
                failed,
                result.deliveries(),
                result.events() == 1 ? "event_id" : "first_event",
                first,
                Duration.between(result.begun(), now).toMillis(),
                TraceParent.field(result.traceParent(first)));
    }

    /** One for the batch, which one for each event is linked with; these follow from their webhooks. */
    private void trace(Result result, Map<EventId, Failure> failures, Instant now) {
        List<Claimed> traced = result.claimed().stream()
                .filter(one -> one.traceParent() != null)
                .toList();
        if (traced.isEmpty()) {
            return;
        }
        Span whole = tracing.shared(
                        "process.batch",
                        traced.stream().map(Claimed::traceParent).toList())
                .setStartTimestamp(result.begun())
                .setAttribute("bellhop.events", result.events())
                .startSpan();
        for (Claimed one : traced) {
            Failure failure = failures.get(one.event().id());
            Span span = tracing.within("process", one.traceParent())
                    .setStartTimestamp(result.begun())
                    .addLink(whole.getSpanContext())
                    .setAttribute("bellhop.event_id", one.event().id().toString())
                    .setAttribute("bellhop.source", one.event().source())
                    .setAttribute("bellhop.type", one.event().type())
                    .setAttribute("bellhop.result", Outcome.of(failure).toString())
                    .startSpan();
            if (failure != null) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(now);
        }
        whole.end(now);
    }
}
