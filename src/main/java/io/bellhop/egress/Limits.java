package io.bellhop.egress;

import jakarta.inject.Singleton;
import java.time.Duration;

/** How long a request and its parts may take, and what of it may be how large. All of them are positive. */
@Singleton
final class Limits {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final EgressConfig config;

    /** @throws IllegalArgumentException that names the setting that cannot be */
    Limits(EgressConfig config) {
        this.config = config;
        requireMillis("connect-timeout", config.connectTimeout());
        requireMillis("timeout", config.timeout());
        requireMillis("idle-timeout", config.idleTimeout());
        require(config.idleTimeout().toSeconds() >= 1, "idle-timeout", config.idleTimeout(), "1s at least");
        require(config.connectionsPerHost() >= 1, "connections-per-host", config.connectionsPerHost(), "1 at least");
        require(
                config.maxAnswer().asLongValue() >= 1,
                "max-answer",
                config.maxAnswer().asLongValue(),
                "1 at least");
    }

    private static void requireMillis(String name, Duration value) {
        boolean possible = value.toMillis() >= 1 && value.compareTo(LONGEST) <= 0;
        require(possible, name, value, "from 1ms to " + LONGEST.toHours() + "h");
    }

    private static void require(boolean possible, String name, Object value, String range) {
        if (!possible) {
            throw new IllegalArgumentException("bellhop.delivery." + name + " is " + value + ", but is " + range);
        }
    }

    Duration connectTimeout() {
        return config.connectTimeout();
    }

    Duration timeout() {
        return config.timeout();
    }

    Duration idleTimeout() {
        return config.idleTimeout();
    }

    int connectionsPerHost() {
        return config.connectionsPerHost();
    }

    long maxAnswerBytes() {
        return config.maxAnswer().asLongValue();
    }
}
