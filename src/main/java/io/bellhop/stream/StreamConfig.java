package io.bellhop.stream;

import io.bellhop.settings.NotAbove;
import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are streamed to who reads them as they are stored. */
@ConfigMapping(prefix = "bellhop.stream")
public interface StreamConfig {

    /** At once, on each replica; one more is answered 503. Each holds a connection, and {@link #pageBytes} while it is behind. */
    @WithDefault("100")
    @Range(max = "100000")
    int maxReaders();

    /** After so long without an event a comment is sent: proxies close what is silent for a minute, often for half of one. */
    @WithDefault("15s")
    @Range(min = "10ms", max = "1h")
    @NotAbove(value = "quarkus.http.idle-timeout", strictly = true)
    Duration heartbeat();

    /** A reader that does not take what was sent for so long is cut off. It can resume; its place may be another's. */
    @WithDefault("30s")
    @Range(min = "10ms", max = "1h")
    Duration stall();

    /**
     * How much later than its id says an event may be committed and still be seen. An append is given up after some 22 s (ten
     * budgets, and one in the queue); the rest is for the clocks of replicas that are behind the database's.
     */
    @WithDefault("30s")
    @NotBelow(value = "bellhop.event.append.budget", times = 11)
    Duration late();

    /** To look without having been told: a notification is lost when a replica dies before it sends it. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1d")
    Duration poll();

    /** Events that a reader has at hand to be sent; a page of them is one query. */
    @WithDefault("200")
    @Range(max = "5000")
    int pageEvents();

    /** Body bytes that a reader has at hand, or a single event's if that is larger. */
    @WithDefault("1M")
    MemorySize pageBytes();

    /** Queries of all readers at once, on each replica: the connections are those that webhooks are stored by. */
    @WithDefault("4")
    @Range(max = "64")
    int queries();
}
