package io.bellhop.state;

import io.bellhop.change.Change;
import io.bellhop.event.Event;

/** A change, and the event that told it. */
public record Occurrence<C extends Change>(Event event, C change) {

    public String source() {
        return event.source();
    }
}
