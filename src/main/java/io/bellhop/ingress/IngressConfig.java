package io.bellhop.ingress;

import io.bellhop.settings.Form;
import io.bellhop.settings.NotAbove;
import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhook requests are taken. */
@ConfigMapping(prefix = "bellhop.ingress")
public interface IngressConfig {

    /** Larger bodies are answered 413. Real ones are a few KiB; batches of availability are the largest. */
    @WithDefault("1M")
    @NotAbove("quarkus.http.limits.max-body-size")
    MemorySize maxBody();

    /** How long a sender may take for its body; after that it is cut off, with 408. */
    @WithDefault("10s")
    @Range(max = "1h")
    Duration readTimeout();

    /**
     * Body bytes of all requests that are being read at once; more are answered 503. The first 16 KiB of each body do not
     * count: nobody can shut ordinary webhooks out by holding large ones open.
     */
    @WithDefault("64M")
    @NotBelow("bellhop.ingress.max-body")
    MemorySize maxReading();

    /** The source that gets what comes to {@code /webhook/{event-name}}, an address without a source in it. */
    @WithDefault("sevenrooms")
    @Form(
            value = "[a-z0-9][a-z0-9-]{0,62}",
            words = "a source's name: up to 63 of a to z, 0 to 9 and dashes, no dash first")
    String eventNameSource();

    /** What a 503 asks the sender to wait. */
    @WithDefault("5s")
    @Range(min = "1s", max = "1d")
    Duration retryAfter();

    Refused refused();

    /** Bounds on what is kept of requests that were not proved genuine: anyone can send those. */
    interface Refused {

        /** Of each source. */
        @WithDefault("1000")
        int maxCount();

        /** Of each source. */
        @WithDefault("16M")
        @NotBelow("bellhop.ingress.refused.max-body")
        MemorySize maxBytes();

        /** Long enough to come back from a weekend and find out about a wrong secret. */
        @WithDefault("7d")
        Duration maxAge();

        /** Of a larger body only the head is kept; such a request can be looked at but not accepted. */
        @WithDefault("64K")
        MemorySize maxBody();

        /** Being kept at once; more are answered 503, so that a flood of them does not take the database's connections. */
        @WithDefault("4")
        @Range(max = "64")
        int inFlight();
    }
}
