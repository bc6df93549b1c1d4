package io.bellhop.event;

import io.opentelemetry.api.trace.Span;

/**
 * Where an append stands among the spans.
 *
 * @param parent that the events follow from, for their rows; null if they are not traced
 * @param span from the append's begin to its answer
 */
record AppendTrace(String parent, Span span) {

    static final AppendTrace NONE = new AppendTrace(null, Span.getInvalid());
}
