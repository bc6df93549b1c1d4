package io.bellhop.confirmation;

import io.bellhop.database.Notifications;
import io.bellhop.replica.Replica;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Sends what is due: woken by notifications, and by a poll for what they miss. Any number of replicas do it at once. */
@Singleton
final class ConfirmationSender {

    private static final Logger LOG = Logger.getLogger(ConfirmationSender.class);

    private final ConfirmationStore store;
    private final BookingReader bookings;
    private final SendAttempt attempt;
    private final Letterhead letterhead;
    private final ConfirmationConfig config;
    private final Semaphore places;
    private final AtomicInteger wakings = new AtomicInteger();
    private volatile boolean started;
    private volatile boolean stopped;

    ConfirmationSender(
            ConfirmationStore store,
            BookingReader bookings,
            SendAttempt attempt,
            Letterhead letterhead,
            ConfirmationConfig config) {
        this.store = store;
        this.bookings = bookings;
        this.attempt = attempt;
        this.letterhead = letterhead;
        this.config = config;
        this.places = new Semaphore(config.concurrency());
    }

    void start(@Observes @Priority(50) StartupEvent event, Replica replica, Notifications notifications) {
        if (!replica.isWorker()) {
            return;
        }
        if (letterhead.isSet()) {
            started = true;
            notifications.listen(ConfirmationOutbox.CHANNEL, this::wake);
        } else {
            LOG.info("confirmation.off reason=bellhop.confirmation.from is not set");
        }
    }

    /** Begins nothing more, and waits a little for what is with the mail server: cut off, it would be uncertain. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (!places.tryAcquire(config.concurrency(), config.shutdownWait().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("confirmation.cut_off count=%d", config.concurrency() - places.availablePermits());
        }
    }

    /** Returns at once. However often it is called meanwhile, what is due after the last call is looked for once more. */
    private void wake() {
        if (wakings.getAndIncrement() == 0) {
            sendUntilAsleep();
        }
    }

    private void sendUntilAsleep() {
        int heard = wakings.get();
        tick().onFailure()
                .invoke(failure -> LOG.warnf("confirmations.not_sent reason=%s", failure))
                .onFailure()
                .recoverWithNull()
                .subscribe()
                .with(done -> {
                    if (wakings.addAndGet(-heard) > 0) {
                        sendUntilAsleep();
                    }
                });
    }

    @Scheduled(
            every = "${bellhop.confirmation.poll}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "confirmations")
    void poll() {
        if (started) {
            wake();
        }
    }

    /** Sends until nothing is due, or all places are taken by others. */
    Uni<Void> tick() {
        if (!letterhead.isSet()) {
            return Uni.createFrom().voidItem();
        }
        return store.expireLeases()
                .invoke(expired -> expired.forEach(attempt::lost))
                .chain(() -> Uni.createFrom()
                        .deferred(this::sendSome)
                        .repeat()
                        .whilst(mayBeMore -> mayBeMore)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** As many as there are places for; true if there may be more: others of their reservations have waited for these. */
    private Uni<Boolean> sendSome() {
        int free = stopped ? 0 : places.drainPermits();
        if (free == 0) {
            return Uni.createFrom().item(false);
        }
        return store.claimDue(free)
                .onFailure()
                .invoke(() -> places.release(free))
                .invoke(claimed -> places.release(free - claimed.size()))
                .call(this::send)
                .map(claimed -> !claimed.isEmpty());
    }

    private Uni<Void> send(List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // Not in the statement that claims: that one may not see yet what was committed while it waited for a row.
        Uni<Map<UUID, Booking>> read = bookings.read(
                        claimed.stream().map(Claimed::id).toList())
                .memoize()
                .indefinitely();
        List<Uni<Void>> attempts = claimed.stream()
                .map(one ->
                        attempt.make(one, read.map(found -> Optional.ofNullable(found.get(one.id()))), places::release))
                .toList();
        return Uni.join().all(attempts).andCollectFailures().replaceWithVoid();
    }
}
