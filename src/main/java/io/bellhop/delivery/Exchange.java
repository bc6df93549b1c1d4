package io.bellhop.delivery;

import io.bellhop.egress.PostResult;
import io.bellhop.egress.PostResult.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One request of an attempt, and what came of it. @param at when it was begun */
record Exchange(Target target, Instant at, PostResult result) {

    boolean succeeded() {
        return reason() == null;
    }

    /** As {@link Reason} says. */
    String reason() {
        return Reason.of(result);
    }

    boolean gone() {
        return Reason.GONE.equals(reason());
    }

    /** Empty if there was no answer. */
    Optional<Answered> answer() {
        return result instanceof Answered answered ? Optional.of(answered) : Optional.empty();
    }

    Duration took() {
        return result.took();
    }
}
