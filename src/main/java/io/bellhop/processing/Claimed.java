package io.bellhop.processing;

import io.bellhop.event.Event;
import io.bellhop.webhook.RawBody;

/** An event that this transaction processes. @param attempts how often its processing has failed before */
record Claimed(Event event, RawBody body, int attempts) {}
