package io.bellhop.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes spans, by hand: those of the framework would record addresses, which may hold a token, and cost something while nobody
 * wants them. While no exporter is set each is {@link Span#getInvalid()}, and costs nothing.
 */
@Singleton
public final class Tracing {

    private final Tracer tracer;
    private final boolean on;
    private final TracingConfig config;

    Tracing(
            OpenTelemetry openTelemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled,
            TracingConfig config) {
        this.on = !disabled;
        this.tracer = openTelemetry.getTracer("io.bellhop");
        this.config = config;
    }

    public boolean isOn() {
        return on;
    }

    /**
     * A request that somebody makes of us.
     *
     * @param caller its {@code traceparent}, which is heeded if the configuration says so; may be null
     */
    public Span served(String name, String caller) {
        return on
                ? tracer.spanBuilder(name)
                        .setParent(config.fromCallers() ? TraceParent.context(caller) : Context.root())
                        .setSpanKind(SpanKind.SERVER)
                        .startSpan()
                : Span.getInvalid();
    }

    /** A request that we make of somebody. @param parent of which it follows; null for none */
    public Span called(String name, String parent) {
        return on ? within(name, parent).setSpanKind(SpanKind.CLIENT).startSpan() : Span.getInvalid();
    }

    /** A piece of work. @param parent of which it follows; null for none */
    public Span worked(String name, String parent) {
        return on ? within(name, parent).startSpan() : Span.getInvalid();
    }

    /**
     * What is done for many at once. It follows from the first of them, for its trace is recorded: were it a root, whether it is would
     * be drawn anew. It is linked with the others.
     *
     * @param parents not empty
     */
    public SpanBuilder shared(String name, List<String> parents) {
        SpanBuilder span = within(name, parents.get(0));
        parents.stream()
                .skip(1)
                .map(TraceParent::context)
                .map(context -> Span.fromContext(context).getSpanContext())
                .forEach(span::addLink);
        return span;
    }

    /** To be completed by the caller, who has asked whether it {@link #isOn()}. */
    public SpanBuilder within(String name, String parent) {
        return tracer.spanBuilder(name).setParent(TraceParent.context(parent));
    }

    /** What a request to a subscriber is to bring along; null for nothing. */
    public String toSubscriber(Span span) {
        return on && config.toSubscribers() ? TraceParent.of(span) : null;
    }
}
