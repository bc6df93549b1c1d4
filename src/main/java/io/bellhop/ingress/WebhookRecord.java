package io.bellhop.ingress;

import io.bellhop.ingress.WebhookMetrics.Outcome;
import io.bellhop.signature.Verdict;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.telemetry.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is known of each webhook request afterwards: it is counted once, its answer timed, and it has a span. */
@Singleton
final class WebhookRecord {

    private final WebhookMetrics metrics;
    private final Tracing tracing;

    WebhookRecord(WebhookMetrics metrics, Tracing tracing) {
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** @param route the request's path may hold a token, so it is not recorded; its route is */
    Reception begin(RoutingContext context, String source, String route) {
        long now = System.nanoTime();
        if (!tracing.isOn()) {
            return new Reception(context, source, now, Span.getInvalid());
        }
        Span span = tracing.served("POST " + route, context.request().getHeader(TraceParent.HEADER))
                .setAttribute("http.request.method", "POST")
                .setAttribute("http.route", route)
                .setAttribute("bellhop.source", source);
        return new Reception(context, source, now, span);
    }

    void ended(Reception reception, Outcome outcome) {
        metrics.count(reception.source(), outcome, reception.took());
        Span span = reception.span();
        if (span.isRecording()) {
            span.setAttribute("bellhop.outcome", outcome.name().toLowerCase(Locale.ROOT));
            if (outcome.status() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            if (outcome != Outcome.ABORTED) {
                span.setAttribute("http.response.status_code", outcome.status());
            }
            span.end();
        }
    }

    void refused(Reception reception, Verdict.Reason reason) {
        metrics.countRefused(reception.source(), reason);
        reception.span().setAttribute("bellhop.refused", reason.name().toLowerCase(Locale.ROOT));
        ended(reception, Outcome.REFUSED);
    }
}
