package io.bellhop.delivery;

import io.bellhop.egress.PostResult;
import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;

/** Why an attempt was none, or a delivery ended without success, in a word for API and metrics. */
final class Reason {

    /** The replica that made the attempt died, or lost the database, before it could say how it ended. */
    static final String LOST = "lost";

    /** The last attempt that the subscription allows has failed. */
    static final String ATTEMPTS_EXHAUSTED = "attempts_exhausted";

    /** The next attempt would be later than the subscription allows. */
    static final String TOO_OLD = "too_old";

    /** The receiver answered 410: it wants no more. */
    static final String GONE = "gone";

    /** The event's retention has passed, so there is nothing to send any more. */
    static final String EVENT_EXPIRED = "event_expired";

    /** Its subscription is not there any more. */
    static final String SUBSCRIPTION_REMOVED = "subscription_removed";

    private Reason() {}

    /** Null for a success. */
    static String of(PostResult result) {
        if (result instanceof Failed failed) {
            return failed.failure().snakeCase();
        }
        Answered answered = (Answered) result;
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return null;
        }
        return switch (status) {
            case 408, 409, 425 -> "not_yet";
            case 410 -> GONE;
            case 429 -> "throttled";
            default -> status < 400 ? "redirect" : status < 500 ? "refused" : "server_error";
        };
    }
}
