package io.bellhop.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Traces, from a webhook over the store to its deliveries. They are made if an exporter is set, as
 * {@code quarkus.otel.exporter.otlp.endpoint} or {@code OTEL_EXPORTER_OTLP_ENDPOINT}; else nothing of this has any effect.
 */
@ConfigMapping(prefix = "bellhop.tracing")
public interface TracingConfig {

    /**
     * Whether a webhook's {@code traceparent} is continued. Only behind a proxy that sets it: else anyone decides what is
     * recorded, and under which id.
     */
    @WithDefault("false")
    boolean fromCallers();

    /** Whether subscribers are sent a {@code traceparent}, to continue the trace. It tells them nothing but its id. */
    @WithDefault("false")
    boolean toSubscribers();
}
