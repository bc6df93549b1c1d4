package io.bellhop.stream;

import io.bellhop.event.EventId;

/** Of an event, what tells whether a reader wants it, and how large it is. */
record Head(EventId id, String source, String type, int bodyBytes) {}
