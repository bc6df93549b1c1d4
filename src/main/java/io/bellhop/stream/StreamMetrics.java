package io.bellhop.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code opened = client_left + stalled + stopped + fault + readers}: those that have ended count as
 * {@code bellhop_stream_ended_total}, by reason.
 */
final class StreamMetrics {

    private final Counter opened;
    private final Counter events;
    private final Map<Ending, Counter> ended = new EnumMap<>(Ending.class);

    StreamMetrics(MeterRegistry registry, Supplier<Number> readers) {
        Gauge.builder("bellhop.stream.readers", readers).register(registry);
        opened = registry.counter("bellhop.stream.opened");
        events = registry.counter("bellhop.stream.events");
        for (Ending ending : Ending.values()) {
            ended.put(ending, registry.counter("bellhop.stream.ended", "reason", ending.toString()));
        }
    }

    void opened() {
        opened.increment();
    }

    void ended(Ending ending) {
        ended.get(ending).increment();
    }

    void sent() {
        events.increment();
    }
}
