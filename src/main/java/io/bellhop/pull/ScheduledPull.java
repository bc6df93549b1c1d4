package io.bellhop.pull;

import java.time.Instant;

/**
 * What is to be pulled next.
 *
 * @param venue the provider's id of the only venue that is asked about; null for all
 * @param dueAt null while it runs
 * @param runningAs the pull that has it now; else null
 * @param seenUntil what changed before has been seen; null before the first good pull, and of a venue
 * @param failures since it last succeeded
 */
record ScheduledPull(
        String source,
        String feed,
        String venue,
        Instant dueAt,
        String askedBy,
        PullId runningAs,
        Instant seenUntil,
        int failures) {}
