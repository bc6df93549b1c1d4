package io.bellhop.outbound;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard the gateway tries to get an answer from a provider's API. */
@ConfigMapping(prefix = "bellhop.outbound")
public interface OutboundConfig {

    /** For a connection; a host that does not take one by then is not there. */
    @WithDefault("5s")
    @Range(max = "1h")
    Duration connectTimeout();

    /** For one attempt, from its first byte to the answer's last. Exports of 400 entries take some seconds. */
    @WithDefault("30s")
    @Range(max = "1h")
    Duration timeout();

    /** A longer answer is given up on; Channex, the most generous, sends no more than half of it. */
    @WithDefault("20M")
    MemorySize maxAnswer();

    /** Attempts of one source at once, on each replica; the providers count calls, not connections. */
    @WithDefault("4")
    @Range(max = "1000")
    int concurrency();

    /** Calls of one source that wait for a place, on each replica; one more fails at once. */
    @WithDefault("1000")
    int queue();

    Retry retry();

    Breaker breaker();

    Token token();

    /** After an answer of 429 or 5xx, or none. The waits are random, from nothing to a limit that doubles each time. */
    interface Retry {

        /** The first limit. */
        @WithDefault("1s")
        Duration base();

        /** The greatest limit. */
        @WithDefault("60s")
        @NotBelow("bellhop.outbound.retry.base")
        Duration max();

        /** With the first one. */
        @WithDefault("5")
        @Range(max = "100")
        int maxAttempts();

        /** A provider that asks for a longer wait is not waited for: the call fails, and its pull comes again by then. */
        @WithDefault("2m")
        @Range(min = "0s")
        Duration maxRetryAfter();
    }

    /** Leaves a host alone for a while that does not answer; one for each host, on each replica. */
    interface Breaker {

        /** Attempts that are looked at together. */
        @WithDefault("10")
        int volume();

        /** Opens when this share of them has failed. */
        @WithDefault("0.5")
        @Range(min = "0.01")
        double failureRatio();

        /** How long until one attempt is let through again. */
        @WithDefault("30s")
        Duration delay();

        /** Attempts that have to succeed one after the other until it closes. */
        @WithDefault("2")
        int successes();
    }

    /** Tokens by the client credentials grant. */
    interface Token {

        /** A token is renewed this long before it expires, so that none expires on its way. */
        @WithDefault("60s")
        @Range(min = "0s")
        Duration renewBefore();

        /** Of a token that does not say when it expires. */
        @WithDefault("45m")
        @NotBelow(value = "bellhop.outbound.token.renew-before", strictly = true)
        Duration lifetime();
    }
}
