package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.AttemptResult.NothingToSend;
import io.bellhop.delivery.AttemptResult.Parked;
import io.bellhop.subscription.RetryPolicy;
import java.time.Duration;
import java.time.Instant;

/** What becomes of a delivery after an attempt. */
sealed interface NextStep {

    /** How much earlier or later than its schedule a retry may be, as a part: so that many that failed together do not come together. */
    double JITTER = 0.2;

    /** A parked delivery is looked at again this soon, once its host is not left alone any more. */
    Duration PARKED_FOR = Duration.ofSeconds(1);

    record Done() implements NextStep {}

    /** @param reason of the attempt that failed */
    record Retry(Instant dueAt, String reason) implements NextStep {}

    /** As if the attempt had not been begun. */
    record Park(Instant dueAt) implements NextStep {}

    /** Kept for a person. */
    record Dead(String reason) implements NextStep {}

    /**
     * Pure.
     *
     * @param claimed its attempt counts from 1
     * @param chance from 0 to 1: where in the jitter's span the retry lies
     */
    static NextStep after(
            AttemptResult result, ClaimedDelivery claimed, RetryPolicy policy, Instant now, double chance) {
        if (result instanceof Parked) {
            return new Park(now.plus(PARKED_FOR));
        }
        if (result instanceof NothingToSend nothing) {
            return new Dead(nothing.reason());
        }
        Made made = (Made) result;
        if (made.delivered()) {
            return new Done();
        }
        if (made.gone()) {
            return new Dead(Reason.GONE);
        }
        if (claimed.attempt() >= policy.maxAttempts()) {
            return new Dead(Reason.ATTEMPTS_EXHAUSTED);
        }
        Instant dueAt = now.plus(delay(made, claimed.attempt(), policy, now, chance));
        return dueAt.isAfter(claimed.createdAt().plus(policy.maxAge()))
                ? new Dead(Reason.TOO_OLD)
                : new Retry(dueAt, made.last().reason());
    }

    /** The schedule's, or the receiver's if that is later. */
    private static Duration delay(Made made, int attempt, RetryPolicy policy, Instant now, double chance) {
        long millis = policy.after(attempt).toMillis();
        Duration scheduled = Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * chance)));
        return made.retryAfter(now)
                .filter(asked -> asked.compareTo(scheduled) > 0)
                .orElse(scheduled);
    }
}
