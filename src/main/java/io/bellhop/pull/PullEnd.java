package io.bellhop.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** All there are but {@code lost}, which whoever is lost does not tell. */
    static final List<String> OUTCOMES = List.of("succeeded", "failed", "abandoned");

    /**
     * @param every of the feed; empty if it is pulled only when it is asked for
     * @param settle what changed so shortly before was left for the next pull
     */
    static PullEnd succeeded(PullJob job, PullTally tally, Optional<Duration> every, Duration settle, Instant now) {
        if (job.isOnce(every)) {
            return new PullEnd("succeeded", null, tally, null, null, 0);
        }
        Instant next = job.startedAt().plus(every.orElseThrow());
        return new PullEnd(
                "succeeded",
                null,
                tally,
                next.isAfter(now) ? next : now,
                job.startedAt().minus(settle),
                0);
    }

    /** @param wait empty if it is given up */
    static PullEnd failed(PullJob job, String reason, PullTally tally, Optional<Duration> wait, Instant now) {
        return new PullEnd("failed", reason, tally, wait.map(now::plus).orElse(null), null, job.failures() + 1);
    }

    /** It was neither at its end nor did it fail: another replica has it, or takes it now. */
    static PullEnd abandoned(PullJob job, PullTally tally, Instant now) {
        return new PullEnd("abandoned", null, tally, now, null, job.failures());
    }
}
