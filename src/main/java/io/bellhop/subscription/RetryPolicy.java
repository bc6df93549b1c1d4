package io.bellhop.subscription;

import java.time.Duration;
import java.util.List;

/**
 * When a failed delivery is attempted again, and for how long.
 *
 * @param schedule from each attempt to the next, the last of them again after that; not empty
 * @param maxAttempts with the first, 1 at least
 * @param maxAge from the making of the delivery; no attempt is begun later
 */
public record RetryPolicy(List<Duration> schedule, int maxAttempts, Duration maxAge) {

    /** Over two days: a receiver that breaks on a Friday evening is mended on Monday with nothing lost but order. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24)),
            10,
            Duration.ofDays(3));

    public RetryPolicy {
        schedule = List.copyOf(schedule);
    }

    /** @param attempt the one that failed, from 1 */
    public Duration after(int attempt) {
        return schedule.get(Math.min(attempt, schedule.size()) - 1);
    }
}
