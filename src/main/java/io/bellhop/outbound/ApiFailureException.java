package io.bellhop.outbound;

import java.time.Duration;
import java.util.Optional;

/** A call of a provider's API that came to nothing. Its message names the call and what was answered, never the body. */
public final class ApiFailureException extends RuntimeException {

    /** In the message of a call whose credentials were refused, and of no other: reports are known by it. */
    public static final String CREDENTIALS_REFUSED = "credentials refused, ";

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Duration retryAfter;

    /** What went wrong. */
    public enum Kind {
        /** 401, with a fresh token too; or the token was refused. */
        CREDENTIALS_REFUSED(false, false),
        FORBIDDEN(false, false),
        NOT_FOUND(false, false),
        /** Any other answer that asking again does not change. */
        REFUSED(false, false),
        RATE_LIMITED(true, false),
        /** 408, 425 or 5xx. */
        UNAVAILABLE(true, true),
        TIMEOUT(true, true),
        /** No connection, or one that broke. */
        UNREACHABLE(true, true),
        /** Not tried: the host has failed too often just now. */
        BREAKER_OPEN(true, false),
        /** Not tried: too many calls of this source wait already. */
        QUEUE_FULL(false, false),
        /** An answer that is too long, or no JSON. */
        UNREADABLE(false, false);

        private final boolean passing;
        private final boolean hosts;

        Kind(boolean passing, boolean hosts) {
            this.passing = passing;
            this.hosts = hosts;
        }

        /** Whether another attempt may succeed. */
        public boolean isPassing() {
            return passing;
        }

        /** Whether another attempt may succeed and this one certainly was not carried out. */
        boolean hasDoneNothing() {
            return this == RATE_LIMITED || this == BREAKER_OPEN;
        }

        /** Whether it was asked at all. */
        boolean isAnAttempt() {
            return this != BREAKER_OPEN && this != QUEUE_FULL;
        }

        /** Whether it counts against the host. */
        boolean isHosts() {
            return hosts;
        }
    }

    ApiFailureException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** @param retryAfter null if nothing was asked for */
    ApiFailureException(Kind kind, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the provider asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
