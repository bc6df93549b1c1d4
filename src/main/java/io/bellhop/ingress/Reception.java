package io.bellhop.ingress;

import io.bellhop.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * A webhook request that is on its way to its answer.
 *
 * @param source the name of one that exists, or {@link WebhookMetrics#NO_SOURCE}
 * @param sinceNanos when its head was there, by {@link System#nanoTime()}
 */
record Reception(RoutingContext context, String source, long sinceNanos, Span span) {

    /** For what follows from it; null if it has no span. */
    String trace() {
        return TraceParent.of(span);
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }
}
