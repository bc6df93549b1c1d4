package io.bellhop.delivery;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard, and how many at once, deliveries are attempted. */
@ConfigMapping(prefix = "bellhop.delivery")
public interface DeliveryConfig {

    /** First attempts of one subscription at once, on each replica. Bounds what a slow receiver holds, and what it is asked at once. */
    @WithDefault("20")
    @Range(max = "10000")
    int concurrency();

    /** Retries and replays of one subscription at once, on each replica: apart, so that new events never wait for old ones. */
    @WithDefault("5")
    @Range(max = "10000")
    int retryConcurrency();

    /** Attempts of all subscriptions at once, on each replica; each holds one event's body. */
    @WithDefault("1000")
    @Range(max = "100000")
    int maxInFlight();

    /** How long a delivery is a replica's own. If it dies, another attempts it then. Longer than both time limits of an attempt. */
    @WithDefault("2m")
    @NotBelow(value = "bellhop.delivery.timeout", times = 2, strictly = true)
    Duration lease();

    /** A claim or a record that takes longer is given up, with its connection: the database is most likely out of reach. */
    @WithDefault("10s")
    @Range(min = "100ms", max = "1h")
    Duration timeLimit();

    /** How often to look without having been told: for retries that are due, leases that have ended, notifications that were lost. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1d")
    Duration poll();

    /** A replayed delivery becomes due this much after the one before it: twenty a second, beside all that is new. */
    @WithDefault("50ms")
    @Range(min = "0s")
    Duration replayInterval();

    /** How long a stop waits for attempts in flight. What is not recorded by then is attempted again by another replica. */
    @WithDefault("10s")
    @Range(min = "0s", max = "1h")
    Duration drainTimeout();

    Breaker breaker();

    /** Leaves a host alone for a while that does not answer; one for each host and port, on each replica. */
    interface Breaker {

        /** Attempts that are looked at together. */
        @WithDefault("20")
        int volume();

        /** Opens when this share of them had no answer, or one of 5xx. */
        @WithDefault("0.8")
        @Range(min = "0.01")
        double failureRatio();

        /** How long until one attempt is let through again. */
        @WithDefault("30s")
        Duration delay();

        /** Attempts that have to succeed one after the other until it closes. */
        @WithDefault("2")
        int successes();
    }
}
