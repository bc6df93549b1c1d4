package io.bellhop.state;

import io.bellhop.change.Change;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import java.time.Duration;
import java.time.Instant;

/** A change, and the event that told it. */
public record Occurrence<C extends Change>(Event event, C change) {

    /** How far a provider's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** A version from the future would keep all that is true until then from counting. */
    public Version bounded(Version version) {
        Instant latest = event.receivedAt().plus(AHEAD);
        return version.at().isAfter(latest) ? new Version(latest, version.tieBreak()) : version;
    }

    public String source() {
        return event.source();
    }
}
