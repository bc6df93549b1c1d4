package io.bellhop.subscription;

import java.time.Duration;
import java.time.Instant;

/** What is to be done about a subscription that has only failed for some time. */
enum Failing {

    /** It may be mended by itself. */
    NOT_LONG,

    /** Somebody should look at it. */
    LONG,

    /** Nobody has, and it is switched off. */
    TOO_LONG;

    /** @param limit from when on it is too long; half of it is long */
    static Failing of(Instant since, Instant lastFailure, Duration limit) {
        Duration failing = Duration.between(since, lastFailure);
        if (failing.compareTo(limit) >= 0) {
            return TOO_LONG;
        }
        return failing.compareTo(limit.dividedBy(2)) >= 0 ? LONG : NOT_LONG;
    }
}
