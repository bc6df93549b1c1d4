package io.bellhop.pull;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the gateway pulls, and how much. How often a feed is pulled is a setting of its source. */
@ConfigMapping(prefix = "bellhop.pull")
public interface PullConfig {

    /** Off, nothing is pulled, whoever asks for it. */
    @WithDefault("true")
    boolean enabled();

    /** How often to look for what is due. What a person asks for is notified. */
    @WithDefault("2s")
    @Range(min = "10ms", max = "1d")
    Duration poll();

    /** Pulls at once on each replica. */
    @WithDefault("4")
    @Range(max = "1000")
    int concurrency();

    /** How long a pull is a replica's without a sign of life from it. */
    @WithDefault("60s")
    @Range(min = "1s", max = "1d")
    Duration lease();

    /** From an event that asks for a pull until it begins: what is asked for meanwhile is asked for once. */
    @WithDefault("2s")
    @Range(min = "0s", max = "1d")
    Duration debounce();

    /** How far the first pull of a feed looks back. */
    @WithDefault("7d")
    @Range(min = "0s", max = "3650d")
    Duration lookback();

    /** How much of what the last good pull has seen is looked at again, for changes that the provider shows late. */
    @WithDefault("10m")
    @Range(min = "0s")
    Duration overlap();

    /** A change younger than this is left for the next pull: its webhook may still be on its way, and is not missed yet. */
    @WithDefault("60s")
    @Range(min = "0s")
    Duration settle();

    /** Calls in one pull, acknowledgements among them; a provider whose pages never end must not keep us for ever. */
    @WithDefault("10000")
    int maxCalls();

    /** The wait after a pull that failed; twice as long after each further one, up to the feed's interval. */
    @WithDefault("30s")
    Duration retryBase();

    /** The longest such wait of a feed that has no interval. */
    @WithDefault("30m")
    @NotBelow("bellhop.pull.retry-base")
    Duration retryMax();

    /** How often something that an event asked for is tried in vain. */
    @WithDefault("10")
    int maxFailures();

    /** How long reports are kept. */
    @WithDefault("30d")
    @Range(max = "3650d")
    Duration keepReports();
}
