package io.bellhop.subscription;

import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How subscriptions are looked after. */
@ConfigMapping(prefix = "bellhop.subscription")
public interface SubscriptionConfig {

    /** How long the secrets before stay valid, so that nothing is refused while a receiver is given the new one. */
    @WithDefault("24h")
    @Range(min = "0s")
    Duration secretGrace();

    /** How often to look for changes without having been told of one: a notification may be lost. */
    @WithDefault("30s")
    @Range(min = "10ms", max = "1d")
    Duration poll();

    /**
     * After so long of nothing but failures a subscription is switched off; after half of it, that is announced. Five days
     * are a long week-end, and what nobody mends in them nobody reads.
     */
    @WithDefault("5d")
    Duration failingFor();
}
