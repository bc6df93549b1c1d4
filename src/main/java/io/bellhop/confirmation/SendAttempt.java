package io.bellhop.confirmation;

import io.bellhop.confirmation.Confirmation.Id;
import io.bellhop.confirmation.SendResult.Deferred;
import io.bellhop.confirmation.SendResult.Skipped;
import io.bellhop.confirmation.SendResult.Unknown;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Makes one attempt to send an e-mail, and records what it came to. */
@Singleton
final class SendAttempt {

    private static final Logger LOG = Logger.getLogger(SendAttempt.class);

    private static final Duration RECORD_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int RECORD_AGAIN_AT_MOST = 4;

    private final MailSender sender;
    private final ConfirmationStore store;
    private final ConfirmationMetrics metrics;
    private final ConfirmationConfig config;
    private final InstantSource clock;

    SendAttempt(
            MailSender sender,
            ConfirmationStore store,
            ConfirmationMetrics metrics,
            ConfirmationConfig config,
            InstantSource clock) {
        this.sender = sender;
        this.store = store;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Never fails. Ends when the result is recorded, or with {@link State#UNCERTAIN} when the mail server takes too long.
     *
     * @param booking empty if its reservation is gone
     * @param ended called once, when the mail client has ended and that is recorded, however late: what it came to then
     *     replaces the uncertainty
     */
    Uni<Void> make(Claimed claimed, Uni<Optional<Booking>> booking, Runnable ended) {
        long begun = System.nanoTime();
        Uni<Void> sending = booking.flatMap(found -> send(claimed, found))
                .onFailure()
                .recoverWithItem(fault -> notPrepared(claimed, fault))
                .flatMap(result -> record(claimed, result, begun))
                .onTermination()
                .invoke(ended)
                .memoize()
                .indefinitely();
        return sending.ifNoItem()
                .after(config.sendTimeout())
                .recoverWithUni(() -> record(claimed, new Unknown("the mail server took too long"), begun));
    }

    private Uni<SendResult> send(Claimed claimed, Optional<Booking> booking) {
        Instant now = clock.instant();
        Optional<String> obsolete = booking.map(found -> Obsolete.reason(claimed.kind(), found, now))
                .orElse(Optional.of("its reservation is gone"));
        if (obsolete.isPresent()) {
            return Uni.createFrom().item(new Skipped(obsolete.get()));
        }
        return sender.send(claimed, booking.get());
    }

    /** The database was away, or a fault of ours; the failure's message may quote what the e-mail would have said. */
    private static SendResult notPrepared(Claimed claimed, Throwable fault) {
        LOG.errorf("confirmation.fault confirmation_id=%s reason=%s", new Id(claimed.id()), fault.getClass());
        return new Deferred("it could not be written");
    }

    /** Again if the database is away for a moment: what is not recorded is uncertain when the lease runs out. */
    private Uni<Void> record(Claimed claimed, SendResult result, long begun) {
        NextStep next = NextStep.after(result, claimed.attempt(), config.retry(), clock.instant());
        return store.record(claimed, next)
                .onFailure()
                .retry()
                .withBackOff(RECORD_AGAIN_AFTER)
                .atMost(RECORD_AGAIN_AT_MOST)
                .invoke(() -> tell(claimed, next, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)))
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "confirmation.not_recorded confirmation_id=%s state=%s reason=%s",
                        new Id(claimed.id()), next.state(), failure))
                .onFailure()
                .recoverWithNull();
    }

    private void tell(Claimed claimed, NextStep next, long latencyMillis) {
        metrics.count(claimed.kind(), next.state());
        Id id = new Id(claimed.id());
        if (next.state() == State.SENT) {
            // In dev mode the mailer catches e-mails, and this is where they can be seen.
            String lookAt = LaunchMode.current() == LaunchMode.DEVELOPMENT
                    ? " look_at=/api/v1/confirmations/" + id + "/mail.html"
                    : "";
            LOG.infof(
                    "confirmation.sent confirmation_id=%s kind=%s attempt=%d latency_ms=%d%s",
                    id, claimed.kind(), claimed.attempt(), latencyMillis, lookAt);
        } else {
            // What is settled without having gone is for a person to look at.
            LOG.logf(
                    next.state() == State.FAILED || next.state() == State.UNCERTAIN ? Level.WARN : Level.INFO,
                    "confirmation.not_sent confirmation_id=%s kind=%s attempt=%d latency_ms=%d next=%s due_at=%s reason=\"%s\"",
                    id,
                    claimed.kind(),
                    claimed.attempt(),
                    latencyMillis,
                    next.state(),
                    next.dueAt(),
                    next.reason());
        }
    }

    /** Tells of one whose lease ran out: nobody recorded what it came to. */
    void lost(Claimed claimed) {
        metrics.count(claimed.kind(), State.UNCERTAIN);
        LOG.warnf(
                "confirmation.lost confirmation_id=%s kind=%s attempt=%d next=%s",
                new Id(claimed.id()), claimed.kind(), claimed.attempt(), State.UNCERTAIN);
    }
}
