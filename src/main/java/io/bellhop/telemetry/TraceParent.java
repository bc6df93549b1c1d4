package io.bellhop.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ties a span to those that follow from it, wherever and whenever: kept in an event's row, and sent along with a request.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context, 3.2: traceparent</a>
 */
public final class TraceParent {

    /** Of the header. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private TraceParent() {}

    /** Null if the span is none that is recorded. */
    public static String of(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid() && context.isSampled()
                ? "00-" + context.getTraceId() + '-' + context.getSpanId() + '-'
                        + context.getTraceFlags().asHex()
                : null;
    }

    /** The root if the text is null, or none. */
    static Context context(String text) {
        Matcher parts = text == null ? null : FORM.matcher(text);
        if (parts == null || !parts.matches() || !TraceId.isValid(parts.group(1)) || !SpanId.isValid(parts.group(2))) {
            return Context.root();
        }
        SpanContext parent = SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(parent));
    }

    /** For a line of the log: empty, or the field with a space before it. */
    public static String field(String text) {
        return text == null ? "" : " trace_id=" + text.substring(3, 35);
    }
}
