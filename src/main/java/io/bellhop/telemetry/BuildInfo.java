package io.bellhop.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which build runs here, and what it does: gauges that are 1, for the sake of their labels. */
@Singleton
final class BuildInfo {

    private static final String RESOURCE = "/build.properties";

    private final MeterRegistry registry;
    private final List<String> roles;

    BuildInfo(
            MeterRegistry registry,
            @ConfigProperty(name = "bellhop.roles", defaultValue = "ingress,worker") List<String> roles) {
        this.registry = registry;
        this.roles = roles;
    }

    void start(@Observes StartupEvent event) {
        Properties build = read();
        Gauge.builder("bellhop.build.info", () -> 1)
                .description("1, for its labels: which build this is")
                .tag("version", build.getProperty("version"))
                .tag("revision", build.getProperty("revision"))
                .register(registry);
        for (String role : roles) {
            Gauge.builder("bellhop.role.info", () -> 1)
                    .description("1, for its label: what this process does")
                    .tag("role", role)
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
