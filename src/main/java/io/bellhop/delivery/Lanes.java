package io.bellhop.delivery;

import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.subscription.SubscriptionId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places for attempts on this replica: so many for each subscription's first attempts, so many for its others, so many of all.
 * So a receiver that is slow fills its own places, and nobody else's. Safe for use by many threads.
 */
@Singleton
final class Lanes {

    private final DeliveryConfig config;
    private final HostBreakers breakers;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<SubscriptionId, Map<Lane, AtomicInteger>> bySubscription = new ConcurrentHashMap<>();

    Lanes(DeliveryConfig config, HostBreakers breakers, MeterRegistry metrics) {
        this.config = config;
        this.breakers = breakers;
        Gauge.builder("bellhop.delivery.in.flight", this::taken)
                .description("Attempts under way on this replica")
                .register(metrics);
        Gauge.builder("bellhop.delivery.in.flight.limit", config::maxInFlight)
                .description("More wait")
                .register(metrics);
    }

    /** Of all subscriptions together. */
    int free() {
        return config.maxInFlight() - taken.get();
    }

    int taken() {
        return taken.get();
    }

    /** Those that each subscription has free; without those that have none. */
    List<Places> free(Iterable<ActiveSubscription> subscriptions) {
        List<Places> free = new ArrayList<>();
        for (ActiveSubscription one : subscriptions) {
            Places places = new Places(
                    one.id(), free(one, Lane.FRESH, config.concurrency()),
                    free(one, Lane.AGAIN, config.retryConcurrency()), one.ratePerMinute());
            if (!places.isNone()) {
                free.add(places);
            }
        }
        return free;
    }

    /** A host that is left alone is sent nothing, unless there is a fallback. */
    private int free(ActiveSubscription subscription, Lane lane, int all) {
        int places = breakers.places(subscription.callback(), all);
        if (subscription.fallback() != null) {
            places = Math.max(places, breakers.places(subscription.fallback(), all));
        }
        return Math.max(0, places - count(subscription.id(), lane).get());
    }

    private AtomicInteger count(SubscriptionId subscription, Lane lane) {
        return bySubscription
                .computeIfAbsent(subscription, unseen -> new ConcurrentHashMap<>())
                .computeIfAbsent(lane, unseen -> new AtomicInteger());
    }

    void take(ClaimedDelivery claimed) {
        taken.incrementAndGet();
        count(claimed.subscription(), claimed.lane()).incrementAndGet();
    }

    void release(ClaimedDelivery claimed) {
        taken.decrementAndGet();
        count(claimed.subscription(), claimed.lane()).decrementAndGet();
    }
}
