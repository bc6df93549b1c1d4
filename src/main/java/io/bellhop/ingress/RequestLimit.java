package io.bellhop.ingress;

import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.faulttolerance.api.RateLimitException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How many proved requests a source may send in a second, on each replica; without a limit, any number. */
final class RequestLimit {

    private final Guard guard;

    private RequestLimit(Guard guard) {
        this.guard = guard;
    }

    /** @throws IllegalArgumentException if it is not a number of requests in a second */
    static RequestLimit of(Optional<String> perSecond) {
        if (perSecond.isEmpty()) {
            return new RequestLimit(null);
        }
        int limit;
        try {
            limit = Integer.parseInt(perSecond.get().strip());
        } catch (NumberFormatException e) {
            limit = 0;
        }
        if (limit < 1) {
            throw new IllegalArgumentException("setting rate-limit is \"" + perSecond.get()
                    + "\", but takes a number of requests in a second, from 1");
        }
        return new RequestLimit(Guard.create()
                .withRateLimit()
                .limit(limit)
                .window(1, ChronoUnit.SECONDS)
                .done()
                .build());
    }

    /** Empty if the request may pass; else how long to wait. */
    Optional<Duration> exceeded() {
        if (guard == null) {
            return Optional.empty();
        }
        try {
            guard.get(() -> true, Boolean.class);
            return Optional.empty();
        } catch (RateLimitException e) {
            return Optional.of(Duration.ofMillis(Math.max(1, e.getRetryAfterMillis())));
        }
    }
}
