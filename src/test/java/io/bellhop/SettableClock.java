package io.bellhop;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's time until it is moved on. */
@Alternative
@Priority(1)
@Singleton
public class SettableClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    public void moveOn(Duration duration) {
        ahead = ahead.plus(duration);
    }

    public void backToNow() {
        ahead = Duration.ZERO;
    }
}
