package io.bellhop.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers that are looked up from time to time, each a gauge of its own name and labels. */
@Singleton
public final class Figures {

    private final MeterRegistry registry;
    private final Pool pool;
    private final Map<Name, Figure> byName = new ConcurrentHashMap<>();

    public Figures(MeterRegistry registry, Pool pool) {
        this.registry = registry;
        this.pool = pool;
    }

    /**
     * Those that the database is asked for together, shown as {@code bellhop_figures_fresh}: 0 from the beginning, 1 while they were
     * told in time.
     *
     * @param name of the whole, for the metric's label
     */
    public Look look(String name, Duration every) {
        Look look = new Look(pool, every);
        Gauge.builder("bellhop.figures.fresh", look, Look::fresh)
                .description(
                        "1 while this process has looked up in time what it asks the database for, by what that is")
                .tag("look", name)
                .strongReference(true)
                .register(registry);
        return look;
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
