package io.bellhop.telemetry;

import io.bellhop.replica.ReplicaConfig;
import io.bellhop.replica.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/** Which build runs here, and what it does: gauges that are 1, for the sake of their labels. */
@Singleton
final class BuildInfo {

    private static final String RESOURCE = "/build.properties";

    private final MeterRegistry registry;
    private final ReplicaConfig replica;

    BuildInfo(MeterRegistry registry, ReplicaConfig replica) {
        this.registry = registry;
        this.replica = replica;
    }

    void start(@Observes StartupEvent event) {
        Properties build = read();
        Gauge.builder("bellhop.build.info", () -> 1)
                .description("1, for its labels: which build this is")
                .tag("version", build.getProperty("version"))
                .tag("revision", build.getProperty("revision"))
                .register(registry);
        for (Role role : replica.roles()) {
            Gauge.builder("bellhop.role.info", () -> 1)
                    .description("1, for its label: what this process does")
                    .tag("role", role.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static Properties read() {
        Properties build = new Properties();
        try (InputStream resource = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            build.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build;
    }
}
