package io.bellhop.telemetry;

import io.bellhop.settings.DerivedSettings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Has traces made if an exporter is set, and else nothing: no library runs, nobody is called. The usual names of OpenTelemetry, such
 * as {@code OTEL_EXPORTER_OTLP_ENDPOINT}, mean the framework's.
 */
public final class TracingConfigSourceFactory implements ConfigSourceFactory {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "exporter.otlp.traces.endpoint";

    /** Without their beginnings, {@code otel.} and {@code quarkus.otel.} */
    private static final Set<String> COMMON = Set.of(
            ENDPOINT,
            TRACES_ENDPOINT,
            "exporter.otlp.protocol",
            "exporter.otlp.traces.protocol",
            "exporter.otlp.headers",
            "exporter.otlp.traces.headers",
            "service.name",
            "resource.attributes",
            "traces.sampler.arg");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Set<String> names = Stream.concat(Stream.of(DISABLED), COMMON.stream().map(name -> "quarkus.otel." + name))
                .collect(Collectors.toSet());
        return List.of(new DerivedSettings("bellhop.tracing", names, () -> settings(context)));
    }

    private static Map<String, String> settings(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        for (String name : COMMON) {
            String value = value(context, "otel." + name);
            if (value != null) {
                settings.put("quarkus.otel." + name, value);
            }
        }
        boolean exported = Stream.of(ENDPOINT, TRACES_ENDPOINT)
                .anyMatch(name ->
                        settings.containsKey("quarkus.otel." + name) || value(context, "quarkus.otel." + name) != null);
        settings.put(DISABLED, Boolean.toString(!exported));
        return settings;
    }

    /** Null if nobody has set it: the framework has defaults of its own, far below whatever is set. */
    private static String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        boolean set = value != null
                && value.getConfigSourceOrdinal() > 0
                && value.getValue() != null
                && !value.getValue().isBlank();
        return set ? value.getValue() : null;
    }
}
