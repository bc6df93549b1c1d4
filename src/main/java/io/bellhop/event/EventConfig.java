package io.bellhop.event;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are appended and how long they stay. */
@ConfigMapping(prefix = "bellhop.event")
public interface EventConfig {

    /** Older partitions, of a day each, are dropped. Raw bodies hold personal data: keep them no longer than needed. */
    @WithDefault("30d")
    @Range(min = "1d", max = "3650d", step = "1d")
    Duration retention();

    /** Partitions made ahead of time. A week leaves time to notice that making them fails. */
    @WithDefault("7")
    @Range(max = "366")
    int partitionsAhead();

    /**
     * How long expired idempotency keys stay: as long as a refused request may still be accepted, which then is compared by
     * when it came.
     */
    @WithDefault("7d")
    @NotBelow("bellhop.ingress.refused.max-age")
    Duration expiredKeysKept();

    Append append();

    /** The group commit. */
    interface Append {

        /** Events in one statement. Larger batches no longer gain throughput, and cost latency. */
        @WithDefault("256")
        @Range(max = "10000")
        int maxRows();

        /** Body bytes in one statement. */
        @WithDefault("4M")
        MemorySize maxBytes();

        /** Statements in flight at once. Two keep PostgreSQL busy while a commit waits for the disk. */
        @WithDefault("2")
        @Range(max = "64")
        int inFlight();

        /** Events waiting; more are answered 503. Some 0.2 s of work at full speed. */
        @WithDefault("4096")
        @NotBelow("bellhop.event.append.max-rows")
        int queueRows();

        /** Body bytes waiting; more are answered 503. */
        @WithDefault("64M")
        @NotBelow("bellhop.event.append.max-bytes")
        @NotBelow("bellhop.ingress.max-body")
        MemorySize queueBytes();

        /** How long a statement, or waiting for one, may take before the request is answered 503. */
        @WithDefault("2s")
        @Range(min = "10ms", max = "1m")
        Duration budget();
    }
}
