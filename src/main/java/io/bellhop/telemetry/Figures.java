package io.bellhop.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The numbers that are looked up from time to time, each a gauge of its own name and labels. */
@Singleton
public final class Figures {

    private final MeterRegistry registry;
    private final Map<Name, Figure> byName = new ConcurrentHashMap<>();

    public Figures(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Looks them up. Never fails: the figures grow old, and are none soon; that the database is away, others say.
     */
    public Uni<Void> look(Duration atMost, Supplier<Uni<?>> look) {
        return Uni.createFrom()
                .deferred(look::get)
                .ifNoItem()
                .after(atMost)
                .fail()
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private record Name(String metric, Tags labels) {}

    /**
     * The one of that name and these labels; none of a metric's may have other label names than the others.
     *
     * @param labels names and values in turn
     */
    public Figure of(String metric, String description, Duration lookedUpEvery, String... labels) {
        return byName.computeIfAbsent(new Name(metric, Tags.of(labels)), name -> {
            Figure figure = new Figure(lookedUpEvery);
            Gauge.builder(metric, figure, Figure::value)
                    .description(description)
                    .tags(name.labels())
                    .strongReference(true)
                    .register(registry);
            return figure;
        });
    }
}
