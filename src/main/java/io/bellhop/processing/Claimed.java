package io.bellhop.processing;

import io.bellhop.event.Event;
import io.bellhop.webhook.RawBody;

/**
 * An event that this transaction processes.
 *
 * @param attempts how often its processing has failed before
 * @param traceParent what it follows from; null if it is not traced
 */
record Claimed(Event event, RawBody body, int attempts, String traceParent) {}
