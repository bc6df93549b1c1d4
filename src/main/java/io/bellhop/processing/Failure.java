package io.bellhop.processing;

import io.bellhop.event.EventId;
import java.time.Duration;
import java.time.Instant;

/**
 * Why an event could not be processed, and when it is tried again.
 *
 * @param attempts failures so far, this one among them
 * @param retryAt null if it is set aside for a person
 */
record Failure(EventId event, int attempts, String reason, Instant retryAt) {

    private static final int MAX_REASON = 500;

    /** A fault that may pass: tried again later and later, then set aside. */
    static Failure of(EventId event, int attemptsBefore, String reason, ProcessingConfig config, Instant now) {
        int attempts = attemptsBefore + 1;
        Instant retryAt = attempts < config.maxAttempts() ? now.plus(delay(config.retryDelay(), attempts)) : null;
        return new Failure(event, attempts, bounded(reason), retryAt);
    }

    /** Its bytes do not say what is needed, and never will: set aside at once. */
    static Failure setAside(EventId event, int attemptsBefore, String reason) {
        return new Failure(event, attemptsBefore + 1, bounded(reason), null);
    }

    private static Duration delay(Duration first, int attempts) {
        return first.multipliedBy(1L << Math.min(2 * (attempts - 1), 20));
    }

    private static String bounded(String reason) {
        String text = String.valueOf(reason).replace('\0', '\uFFFD');
        return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text;
    }
}
