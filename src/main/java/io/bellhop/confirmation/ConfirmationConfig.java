package io.bellhop.confirmation;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which e-mails guests get, and how hard the gateway tries. The mail server itself is in {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "bellhop.confirmation")
public interface ConfirmationConfig {

    /**
     * Whose the e-mails are, as in {@code Example Bookings <bookings@example.com>}. Without it nothing is owed and nothing
     * is sent: a gateway that nobody set up to write to guests must not.
     */
    Optional<String> from();

    /** Where a guest's answer goes, if not to {@link #from}. */
    Optional<String> replyTo();

    /** For guests whose language is not known, or is none of those there are. */
    @WithDefault("en")
    Language defaultLanguage();

    /** How often to look for what is due. New ones are notified: this is for retries, and for notifications missed. */
    @WithDefault("10s")
    @Range(min = "10ms", max = "1d")
    Duration poll();

    /** E-mails with the mail server at once, on each replica; many relays refuse more than a few connections. */
    @WithDefault("4")
    @Range(max = "1000")
    int concurrency();

    /**
     * How long a mail server may take before its answer is given up on and the e-mail is uncertain. Longer than the minute
     * after which a connection that is not made counts as such: that one is safe to retry.
     */
    @WithDefault("90s")
    @Range(max = "1h")
    Duration sendTimeout();

    /** How long an e-mail being sent is ours. Past it the replica counts as dead, so it has to outlast the send timeout. */
    @WithDefault("5m")
    @NotBelow(value = "bellhop.confirmation.send-timeout", strictly = true)
    Duration lease();

    /** How long a stop waits for e-mails being sent: a mail server's answer takes a second or two. */
    @WithDefault("5s")
    @Range(min = "0s", max = "1h")
    Duration shutdownWait();

    Retry retry();

    /** After failures that certainly left nothing sent. Each wait is twice the one before. */
    interface Retry {

        /** The first wait; greylisting servers ask for a minute or so. */
        @WithDefault("1m")
        Duration base();

        /** The longest wait. */
        @WithDefault("1h")
        @NotBelow("bellhop.confirmation.retry.base")
        Duration max();

        /** With the waits above a day: a mail server mended the next morning still sends. */
        @WithDefault("30")
        @Range(max = "10000")
        int maxAttempts();
    }
}
