package io.bellhop.processing;

import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.processing.Batch.Result;
import io.bellhop.telemetry.Buckets;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of processing afterwards. Each event counts once for each time that it is claimed and that is committed, as
 * {@code bellhop_processing_events_total}: {@code claimed = processed + retried + set_aside}.
 */
@Singleton
final class ProcessingRecord {

    private final Tracing tracing;
    private final InstantSource clock;
    private final Counter processed;
    private final Counter retried;
    private final Counter setAside;
    private final DistributionSummary batch;
    private final Timer lag;

    ProcessingRecord(MeterRegistry metrics, Tracing tracing, InstantSource clock) {
        this.tracing = tracing;
        this.clock = clock;
        this.processed = counter(metrics, "processed");
        this.retried = counter(metrics, "retried");
        this.setAside = counter(metrics, "set_aside");
        this.batch = DistributionSummary.builder("bellhop.processing.batch.events")
                .description("Events in one transaction")
                .serviceLevelObjectives(Buckets.counts())
                .register(metrics);
        this.lag = Timer.builder("bellhop.processing.lag")
                .description("From an event's storing to the commit of its processing")
                .serviceLevelObjectives(Buckets.lags())
                .register(metrics);
    }

    private static Counter counter(MeterRegistry metrics, String result) {
        return Counter.builder("bellhop.processing.events")
                .description("Events claimed, by what became of it")
                .tag("result", result)
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
        long forGood = failures.values().stream()
                .filter(failure -> failure.retryAt() == null)
                .count();
        setAside.increment(forGood);
        retried.increment(failures.size() - forGood);
        processed.increment(result.events() - failures.size());
        for (Claimed one : result.claimed()) {
            Event event = one.event();
            if (!failures.containsKey(event.id())) {
                lag.record(Duration.between(event.storedAt(), now));
            }
        }
        if (tracing.isOn()) {
            trace(result, failures, now);
        }
    }

    /** One for the batch, linked with one for each event, which follows from its webhook. */
    private void trace(Result result, Map<EventId, Failure> failures, Instant now) {
        List<Claimed> traced = result.claimed().stream()
                .filter(one -> one.traceParent() != null)
                .toList();
        if (traced.isEmpty()) {
            return;
        }
        Span whole = tracing.within("process.batch", null)
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
                    .setAttribute("bellhop.result", result(failure))
                    .startSpan();
            if (failure != null) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(now);
        }
        whole.end(now);
    }

    private static String result(Failure failure) {
        if (failure == null) {
            return "processed";
        }
        return failure.retryAt() == null ? "set_aside" : "retried";
    }
}
