package io.bellhop.outbound;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt of one call: random, up to a limit that doubles each time; and never less than
 * the provider asks for.
 */
final class Backoff implements CustomBackoffStrategy {

    private final RandomGenerator random;
    private final Duration max;
    private Duration limit;

    Backoff(Duration base, Duration max, RandomGenerator random) {
        this.limit = base;
        this.max = max;
        this.random = random;
    }

    @Override
    public long nextDelayInMillis(Throwable failure) {
        long wait = random.nextLong(limit.toMillis() + 1);
        Duration twice = limit.multipliedBy(2);
        limit = twice.compareTo(max) > 0 ? max : twice;
        return failure instanceof ApiFailureException api
                ? api.retryAfter().map(asked -> asked.toMillis() + wait).orElse(wait)
                : wait;
    }
}
