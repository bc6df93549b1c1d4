package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.DeliveryMetrics.Result;
import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.telemetry.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;

/** Shows an attempt as a span that follows from the event's webhook. Of addresses only the host: the rest may hold a token. */
@Singleton
final class AttemptSpan {

    private static final AttributeKey<String> TARGET = AttributeKey.stringKey("bellhop.target");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("bellhop.result");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("bellhop.reason");

    private final Tracing tracing;

    AttemptSpan(Tracing tracing) {
        this.tracing = tracing;
    }

    Span begin(ActiveSubscription subscription, ClaimedDelivery claimed) {
        if (!tracing.isOn() || claimed.traceParent() == null) {
            return Span.getInvalid();
        }
        return tracing.called("deliver", claimed.traceParent())
                .setAttribute("bellhop.delivery_id", claimed.id().toString())
                .setAttribute("bellhop.event_id", claimed.sent().event().id().toString())
                .setAttribute("bellhop.subscription_id", claimed.subscription().toString())
                .setAttribute("bellhop.attempt", claimed.attempt())
                .setAttribute("http.request.method", "POST")
                .setAttribute("server.address", subscription.callback().host())
                .setAttribute("server.port", subscription.callback().port());
    }

    /** What the request is to bring along; null for nothing. */
    String header(Span span) {
        return tracing.toSubscriber(span);
    }

    /** @param recorded false if it is made again for that */
    static void end(Span span, Ended ended, boolean recorded) {
        if (!span.isRecording()) {
            return;
        }
        Result result = Result.of(ended.next(), recorded);
        span.setAttribute(RESULT, result.toString());
        if (ended.result() instanceof Made made) {
            made.exchanges().forEach(exchange -> span.addEvent("request", attributes(exchange)));
            made.last().answer().ifPresent(answer -> span.setAttribute("http.response.status_code", answer.status()));
        }
        if (result != Result.DELIVERED && result != Result.PARKED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** The database stayed away, or a fault of ours. */
    static void endUnrecorded(Span span) {
        span.setAttribute(RESULT, Result.UNRECORDED.toString())
                .setStatus(StatusCode.ERROR)
                .end();
    }

    private static Attributes attributes(Exchange exchange) {
        return exchange.succeeded()
                ? Attributes.of(TARGET, exchange.target().toString())
                : Attributes.of(TARGET, exchange.target().toString(), REASON, exchange.reason());
    }
}
