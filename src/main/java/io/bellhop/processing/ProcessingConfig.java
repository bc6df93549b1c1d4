package io.bellhop.processing;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How stored events are processed. */
@ConfigMapping(prefix = "bellhop.processing")
public interface ProcessingConfig {

    /** Events in one transaction. Larger batches gain little, and hold their locks longer. */
    @WithDefault("256")
    @Range(max = "10000")
    @NotBelow("bellhop.processing.max-events-under-load")
    int maxEvents();

    /** Body bytes in one transaction; more only if one event alone has more. Bounds what a batch holds in memory. */
    @WithDefault("2M")
    MemorySize maxBytes();

    /** Batches at once on each replica: while one waits for the database, another is worked out. The second begins when the first is full. */
    @WithDefault("2")
    @Range(max = "64")
    int inFlight();

    /**
     * Events in one transaction while so many webhooks come in that they wait for each other. Small ones, in between which the
     * webhooks go first.
     */
    @WithDefault("32")
    @Range(max = "10000")
    int maxEventsUnderLoad();

    /**
     * Of the time, how much processing takes while so many webhooks come in. What is not stored is lost, what is not
     * processed is late: a burst is stored at full speed, and processed when it is over. 1 yields to nobody.
     */
    @WithDefault("0.05")
    @Range(min = "0.001")
    double shareUnderLoad();

    /** How often to look without having been told: for a notification that was lost, and for what is to be tried again. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1d")
    Duration poll();

    /** Failures until an event is set aside as a dead letter. */
    @WithDefault("5")
    @Range(max = "100")
    int maxAttempts();

    /** After the first failure; four times as long after each further one: 5 s, 20 s, 80 s, 5 min. */
    @WithDefault("5s")
    Duration retryDelay();

    /** A transaction that takes longer is given up, with its connection: the database is most likely out of reach. */
    @WithDefault("1m")
    @Range(min = "100ms", max = "1h")
    Duration timeLimit();

    /** How long a stop waits for the batch at hand. What is not done by then is done by another replica. */
    @WithDefault("10s")
    @Range(min = "0s", max = "1h")
    Duration drainTimeout();
}
