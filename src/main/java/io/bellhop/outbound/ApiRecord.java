package io.bellhop.outbound;

import io.bellhop.provider.ApiCall;
import io.bellhop.telemetry.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;

/** What is known of calls afterwards: numbers, and a span of each that is traced. Never its path, which names what it is about. */
@Singleton
final class ApiRecord {

    private final ApiMetrics metrics;
    private final Tracing tracing;

    ApiRecord(ApiMetrics metrics, Tracing tracing) {
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** One request of a call. @param failure null if it succeeded */
    void attempted(ApiSource source, Throwable failure) {
        metrics.attempt(source.name(), failure);
    }

    /** @param trace that the call belongs to; null for none */
    Span begin(ApiSource source, ApiCall call, String trace) {
        if (trace == null) {
            return Span.getInvalid();
        }
        return tracing.called("call", trace)
                .setAttribute("bellhop.source", source.name())
                .setAttribute("http.request.method", call.method().name())
                .setAttribute(
                        "server.address",
                        URI.create(source.api().access().baseUrl()).getHost());
    }

    void ended(ApiSource source, Span span, Throwable failure) {
        metrics.call(source.name(), failure);
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(
                    "error.type",
                    failure instanceof ApiFailureException api
                            ? api.kind().name().toLowerCase(Locale.ROOT)
                            : failure.getClass().getSimpleName());
        }
        span.end();
    }
}
