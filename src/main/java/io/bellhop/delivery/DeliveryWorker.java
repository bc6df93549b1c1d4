package io.bellhop.delivery;

import io.bellhop.database.Notifications;
import io.bellhop.replica.Replica;
import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.subscription.SubscriptionId;
import io.bellhop.subscription.Subscriptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Attempts what is due, one claim after the other while there are places: woken by the processing of events, by notifications, by
 * attempts that end, and by a poll for retries. Any number of replicas do it at once.
 */
@Singleton
final class DeliveryWorker {

    static final String CHANNEL = "bellhop_delivery";

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private final DeliveryStore store;
    private final Subscriptions subscriptions;
    private final Lanes lanes;
    private final AttemptRun run;
    private final DeliveryConfig config;
    private final AtomicInteger wakings = new AtomicInteger();

    /** Those that had no place left for what may still wait: an attempt of theirs that ends makes one. */
    private final Set<SubscriptionId> hungry = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean endsTold = new AtomicBoolean();

    private volatile boolean started;
    private volatile boolean stopping;

    DeliveryWorker(
            DeliveryStore store, Subscriptions subscriptions, Lanes lanes, AttemptRun run, DeliveryConfig config) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.lanes = lanes;
        this.run = run;
        this.config = config;
    }

    void start(@Observes @Priority(65) StartupEvent event, Replica replica, Notifications notifications) {
        if (replica.isWorker()) {
            notifications.listen(CHANNEL, this::wake);
            started = true;
        }
    }

    /** Begins nothing more, and waits a little for what is under way. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        long until = System.nanoTime() + config.drainTimeout().toNanos();
        while ((lanes.taken() > 0 || wakings.get() > 0) && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        if (lanes.taken() > 0) {
            LOG.warnf("deliveries.cut_off count=%d", lanes.taken());
        }
    }

    @Scheduled(every = "${bellhop.delivery.poll}", delayed = "${bellhop.delivery.poll}", identity = "deliveries")
    void poll() {
        wake();
    }

    /** Returns at once. However often it is called meanwhile, what is due after the last call is looked for once more. */
    void wake() {
        if (started && !stopping && wakings.getAndIncrement() == 0) {
            claimUntilAsleep();
        }
    }

    private void claimUntilAsleep() {
        int heard = wakings.get();
        claim().onFailure()
                .invoke(failure -> LOG.warnf("deliveries.not_claimed reason=%s", failure))
                .onFailure()
                .recoverWithItem(List.of())
                .subscribe()
                .with(claimed -> {
                    claimed.forEach(one -> one.subscribe().with(recorded -> {}));
                    if (wakings.addAndGet(-heard) > 0) {
                        if (stopping) {
                            wakings.set(0);
                        } else {
                            claimUntilAsleep();
                        }
                    }
                });
    }

    /** Attempts what is due and has a place, until it is recorded. @return how many */
    Uni<Integer> tick() {
        return claim().flatMap(claimed -> claimed.isEmpty()
                ? Uni.createFrom().item(0)
                : Uni.join().all(claimed).andCollectFailures().replaceWith(claimed.size()));
    }

    private Uni<List<Uni<Void>>> claim() {
        Map<SubscriptionId, ActiveSubscription> known =
                subscriptions.active().stream().collect(Collectors.toMap(ActiveSubscription::id, Function.identity()));
        List<Places> places = lanes.free(known.values());
        int limit = lanes.free();
        if (places.isEmpty() || limit < 1) {
            return Uni.createFrom().item(List.of());
        }
        return store.claim(places, limit).map(claim -> {
            if (claim.passedBy()) {
                wake();
            }
            List<ClaimedDelivery> claimed = claim.deliveries();
            return begin(places, claimed, known, claimed.size() == limit);
        });
    }

    private List<Uni<Void>> begin(
            List<Places> places,
            List<ClaimedDelivery> claimed,
            Map<SubscriptionId, ActiveSubscription> known,
            boolean allTaken) {
        Map<SubscriptionId, Map<Lane, Long>> counts = claimed.stream()
                .collect(Collectors.groupingBy(
                        ClaimedDelivery::subscription,
                        Collectors.groupingBy(ClaimedDelivery::lane, Collectors.counting())));
        places.forEach(one -> {
            Map<Lane, Long> count = counts.getOrDefault(one.subscription(), Map.of());
            boolean full = allTaken
                    || count.getOrDefault(Lane.FRESH, 0L) >= one.fresh()
                    || count.getOrDefault(Lane.AGAIN, 0L) >= one.again();
            if (full) {
                hungry.add(one.subscription());
            } else {
                hungry.remove(one.subscription());
            }
        });
        List<Uni<Void>> attempts = new ArrayList<>(claimed.size());
        claimed.forEach(one -> {
            lanes.take(one);
            attempts.add(
                    run.run(known.get(one.subscription()), one).onTermination().invoke(() -> end(one)));
        });
        return attempts;
    }

    private void end(ClaimedDelivery claimed) {
        lanes.release(claimed);
        boolean moreMayWait = claimed.ordered() || hungry.contains(claimed.subscription());
        if (moreMayWait && endsTold.compareAndSet(false, true)) {
            wakeOnceAllHaveEnded();
        }
    }

    /** Attempts are recorded many at once, and end one after the other: what they leave free is to be claimed in one. */
    private void wakeOnceAllHaveEnded() {
        Context context = Vertx.currentContext();
        if (context == null) {
            wakeForEnds();
        } else {
            context.runOnContext(nothing -> wakeForEnds());
        }
    }

    private void wakeForEnds() {
        endsTold.set(false);
        wake();
    }
}
