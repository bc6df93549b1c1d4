package io.bellhop.ingress;

import io.bellhop.event.AppendResult;
import io.bellhop.event.EventId;

/** How one event is answered. @param duplicate true if it was there already; the id is then the first one's */
record AcceptedEvent(EventId id, boolean duplicate) {

    static AcceptedEvent of(AppendResult result) {
        return new AcceptedEvent(result.id(), result instanceof AppendResult.Duplicate);
    }
}
