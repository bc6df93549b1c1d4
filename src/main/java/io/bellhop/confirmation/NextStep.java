package io.bellhop.confirmation;

import io.bellhop.confirmation.SendResult.Deferred;
import io.bellhop.confirmation.SendResult.Rejected;
import io.bellhop.confirmation.SendResult.Skipped;
import io.bellhop.confirmation.SendResult.Unknown;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of an e-mail after an attempt.
 *
 * @param dueAt of the next attempt; null if there is none
 * @param reason null if all is well
 */
record NextStep(State state, Instant dueAt, String reason) {

    /** @param attempt the one that ended so, from 1 */
    static NextStep after(SendResult result, int attempt, ConfirmationConfig.Retry retry, Instant now) {
        if (result instanceof Deferred deferred) {
            return attempt < retry.maxAttempts()
                    ? new NextStep(State.OWED, now.plus(backoff(attempt, retry)), deferred.reason())
                    : new NextStep(State.FAILED, null, deferred.reason() + ", to the last attempt");
        }
        if (result instanceof Rejected rejected) {
            return new NextStep(State.FAILED, null, rejected.reason());
        }
        if (result instanceof Skipped skipped) {
            return new NextStep(State.SKIPPED, null, skipped.reason());
        }
        return result instanceof Unknown unknown
                ? new NextStep(State.UNCERTAIN, null, unknown.reason())
                : new NextStep(State.SENT, null, null);
    }

    /** Twice as long each time, up to the longest. */
    private static Duration backoff(int attempt, ConfirmationConfig.Retry retry) {
        Duration wait = retry.base();
        for (int i = 1; i < attempt && wait.compareTo(retry.max()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(retry.max()) < 0 ? wait : retry.max();
    }
}
