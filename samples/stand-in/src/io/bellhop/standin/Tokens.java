package io.bellhop.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The tokens that are good: each until it expires, or all are revoked. */
final class Tokens {

    static final String PREFIX = "stand-in-token-";

    private final Map<String, Instant> expiries = new HashMap<>();
    private final InstantSource clock;
    private Duration lifetime = Duration.ofHours(1);

    Tokens(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String issue() {
        expiries.values().removeIf(expiry -> !clock.instant().isBefore(expiry));
        String token = PREFIX + UUID.randomUUID();
        expiries.put(token, clock.instant().plus(lifetime));
        return token;
    }

    /** @param authorization {@code Bearer} and a token, or a token alone; may be null */
    synchronized boolean prove(String authorization) {
        String token = authorization == null ? "" : authorization.replaceFirst("^(?i:Bearer) +", "");
        return clock.instant().isBefore(expiries.getOrDefault(token, Instant.MIN));
    }

    synchronized void revoke() {
        expiries.clear();
    }

    synchronized Duration lifetime() {
        return lifetime;
    }

    synchronized void lastFor(Duration duration) {
        lifetime = duration;
    }
}
