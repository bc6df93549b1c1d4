package io.bellhop.event;

import io.bellhop.telemetry.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts events to be stored as {@code bellhop_append_events_total}, each once: {@code appended = stored + duplicate + unstorable +
 * unavailable + overdue + queue_full + fault}; and shows the group commit at work.
 */
@Singleton
final class AppendMetrics {

    private final MeterRegistry registry;
    private final Map<Result, Counter> events = new EnumMap<>(Result.class);
    private final DistributionSummary rows;
    private final Timer committed;
    private final Timer failed;

    AppendMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Result result : Result.values()) {
            events.put(
                    result,
                    Counter.builder("bellhop.append.events")
                            .description("Events to be stored, each once, by what became of it")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.rows = DistributionSummary.builder("bellhop.append.batch.rows")
                .description("Events in one statement")
                .serviceLevelObjectives(Buckets.counts())
                .register(registry);
        this.committed = statement("committed");
        this.failed = statement("failed");
    }

    /** What became of an event. */
    enum Result {
        STORED,
        DUPLICATE,
        /** PostgreSQL refuses it for its data. */
        UNSTORABLE,
        UNAVAILABLE,
        /** It waited in the queue for longer than an append may. */
        OVERDUE,
        QUEUE_FULL,
        /** Ours. */
        FAULT
    }

    private Timer statement(String result) {
        return Timer.builder("bellhop.append.statement")
                .description("From a batch's statement to its commit, or failure")
                .tag("result", result)
                .serviceLevelObjectives(Buckets.waits())
                .register(registry);
    }

    /** @param inFlight statements */
    void show(Backlog backlog, EventConfig.Append limits, Supplier<Number> inFlight) {
        gauge("bellhop.append.queue.rows", "Events that wait for a statement", backlog::rows);
        gauge("bellhop.append.queue.bytes", "Bytes of the bodies that wait for a statement", backlog::bytes);
        gauge("bellhop.append.queue.rows.limit", "More are answered 503", limits::queueRows);
        gauge(
                "bellhop.append.queue.bytes.limit",
                "More are answered 503",
                () -> limits.queueBytes().asLongValue());
        gauge("bellhop.append.in.flight", "Statements under way", inFlight);
        gauge("bellhop.append.in.flight.limit", "Statements that may be under way at once", limits::inFlight);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    void count(Result result, int count) {
        events.get(result).increment(count);
    }

    /** @return how many of them are new */
    int count(List<AppendResult> results) {
        int stored = (int)
                results.stream().filter(AppendResult.Stored.class::isInstance).count();
        count(Result.STORED, stored);
        count(Result.DUPLICATE, results.size() - stored);
        return stored;
    }

    void statement(int count, Duration took, boolean succeeded) {
        rows.record(count);
        (succeeded ? committed : failed).record(took);
    }
}
