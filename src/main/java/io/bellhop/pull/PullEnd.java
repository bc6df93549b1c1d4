package io.bellhop.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a pull ended, and when it comes again.
 *
 * @param outcome as the report has it
 * @param reason null unless it failed
 * @param next null if it does not come again by itself
 * @param watermark null to leave it where it is
 * @param failures since it last succeeded
 */
record PullEnd(String outcome, String reason, PullTally tally, Instant next, Instant watermark, int failures) {

    /** @param settle what changed so shortly before was left for the next pull */
    static PullEnd succeeded(PullJob job, PullTally tally, Optional<Duration> every, Duration settle, Instant now) {
        if (job.venue() != null) {
            return new PullEnd("succeeded", null, tally, null, null, 0);
        }
        Instant next = job.startedAt().plus(every.orElse(Duration.ZERO));
        return new PullEnd(
                "succeeded",
                null,
                tally,
                next.isAfter(now) ? next : now,
                job.startedAt().minus(settle),
                0);
    }

    /** @param maxFailures after which what an event asked for is given up */
    static PullEnd failed(PullJob job, String reason, PullTally tally, Duration wait, Instant now, int maxFailures) {
        int failures = job.failures() + 1;
        boolean givenUp = job.venue() != null && failures >= maxFailures;
        return new PullEnd("failed", reason, tally, givenUp ? null : now.plus(wait), null, failures);
    }
}
