package io.bellhop.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pull that is ours for now.
 *
 * @param venue the provider's id of the only venue that is asked about; null for the whole feed
 * @param watermark what changed before has been seen; null if this is the first pull, or of a venue
 * @param failures how often it has failed since it last succeeded
 * @param traceParent that its calls and events belong to; null if it is not traced
 */
record PullJob(
        PullId id,
        String source,
        String feed,
        String venue,
        Instant watermark,
        int failures,
        Instant startedAt,
        String traceParent) {

    PullJob within(String trace) {
        return new PullJob(id, source, feed, venue, watermark, failures, startedAt, trace);
    }

    /** Whether it was asked for, and does not come again by itself. @param every of the feed; empty if it has no schedule */
    boolean isOnce(Optional<Duration> every) {
        return venue != null || every.isEmpty();
    }

    /** Whether what it finds may be of the past, before there was anything to miss. */
    boolean isFirst() {
        return venue == null && watermark == null;
    }
}
