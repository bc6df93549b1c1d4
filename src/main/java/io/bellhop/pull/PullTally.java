package io.bellhop.pull;

import io.bellhop.event.NewEvent;
import io.bellhop.provider.Envelope;

/**
 * What a pull has come to. {@code seen = added + known + failed}.
 *
 * @param calls for pages and acknowledgements
 * @param seen entries looked at
 * @param added events stored
 * @param known entries that there was an event of already
 * @param failed entries that cannot be read, stored as they are for a person to look at
 * @param missed of those added, the ones that a webhook should have told of
 * @param unacknowledged entries that are stored, but that the provider could not be told so of; they come again
 */
record PullTally(int calls, int seen, int added, int known, int failed, int missed, int unacknowledged) {

    static final PullTally NOTHING = new PullTally(0, 0, 0, 0, 0, 0, 0);

    PullTally plus(PullTally other) {
        return new PullTally(
                calls + other.calls,
                seen + other.seen,
                added + other.added,
                known + other.known,
                failed + other.failed,
                missed + other.missed,
                unacknowledged + other.unacknowledged);
    }

    static PullTally ofCall() {
        return new PullTally(1, 0, 0, 0, 0, 0, 0);
    }

    static PullTally ofKnown() {
        return new PullTally(0, 1, 0, 1, 0, 0, 0);
    }

    /** @param missed whether a webhook should have told of it */
    static PullTally ofAdded(Envelope envelope, boolean missed) {
        return envelope.type().equals(NewEvent.UNREADABLE)
                ? new PullTally(0, 1, 0, 0, 1, 0, 0)
                : new PullTally(0, 1, 1, 0, 0, missed ? 1 : 0, 0);
    }

    static PullTally ofUnacknowledged() {
        return new PullTally(0, 0, 0, 0, 0, 0, 1);
    }
}
