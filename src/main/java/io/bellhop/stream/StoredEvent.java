package io.bellhop.stream;

import io.bellhop.event.Event;
import io.bellhop.webhook.RawBody;

/** @param body null if it is not to be sent */
record StoredEvent(Event event, RawBody body) {}
