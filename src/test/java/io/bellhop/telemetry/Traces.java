package io.bellhop.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Traces of which a share is recorded, as in production, and kept for the test. */
public final class Traces implements SpanExporter {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final Tracing tracing;

    public Traces(double share) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(SimpleSpanProcessor.create(this))
                .build();
        this.tracing = new Tracing(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build(), false, new Nobody());
    }

    private static final class Nobody implements TracingConfig {

        @Override
        public boolean fromCallers() {
            return false;
        }

        @Override
        public boolean toSubscribers() {
            return false;
        }
    }

    public Tracing tracing() {
        return tracing;
    }

    public List<SpanData> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
