package io.bellhop.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How many attempts of each subscription with a rate limit may begin now. Evenly over time: after a pause, what a second takes may
 * come at once, and one more.
 */
final class Budgets {

    private final Instant now;
    private final Map<UUID, Budget> bySubscription = new LinkedHashMap<>();
    private boolean spent;

    /** Of one subscription. */
    private static final class Budget {

        private final Duration interval;
        private final Instant earliest;
        private Instant next;

        Budget(int ratePerMinute, Instant now) {
            this.interval = Duration.ofMinutes(1).dividedBy(ratePerMinute);
            int aSecondsWorth = Math.max(1, ratePerMinute / 60);
            // And the part of one that was left when it was looked last.
            this.earliest = now.minus(interval.multipliedBy(aSecondsWorth));
            this.next = earliest;
        }
    }

    Budgets(List<Places> places, Instant now) {
        this.now = now;
        places.stream()
                .filter(one -> one.ratePerMinute() != null)
                .forEach(one -> bySubscription.put(one.subscription().value(), new Budget(one.ratePerMinute(), now)));
    }

    boolean areSpent() {
        return spent;
    }

    boolean isEmpty() {
        return bySubscription.isEmpty();
    }

    UUID[] subscriptions() {
        return bySubscription.keySet().toArray(UUID[]::new);
    }

    /** From when on attempts that were not made count: what was not used before is gone. */
    OffsetDateTime[] earliest() {
        return times(bySubscription.values().stream().map(budget -> budget.earliest));
    }

    OffsetDateTime[] next() {
        return times(bySubscription.values().stream().map(budget -> budget.next));
    }

    private static OffsetDateTime[] times(Stream<Instant> times) {
        return times.map(DeliveryStore::utc).toArray(OffsetDateTime[]::new);
    }

    /** @param next when the next attempt may begin */
    void read(UUID subscription, OffsetDateTime next) {
        bySubscription.get(subscription).next = next.toInstant();
    }

    /** Zero or more; any number for a subscription without a limit. */
    int allowed(UUID subscription) {
        Budget budget = bySubscription.get(subscription);
        if (budget == null) {
            return Integer.MAX_VALUE;
        }
        return budget.next.isAfter(now)
                ? 0
                : (int) Duration.between(budget.next, now).dividedBy(budget.interval) + 1;
    }

    /** One attempt begins. Nothing for a subscription without a limit. */
    void spend(UUID subscription) {
        Budget budget = bySubscription.get(subscription);
        if (budget != null) {
            budget.next = budget.next.plus(budget.interval);
            spent = true;
        }
    }
}
