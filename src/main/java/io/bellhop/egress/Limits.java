package io.bellhop.egress;

import jakarta.inject.Singleton;
import java.time.Duration;

/** How long a request and its parts may take, and what of it may be how large. */
@Singleton
final class Limits {

    private final EgressConfig config;

    Limits(EgressConfig config) {
        this.config = config;
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
