package io.bellhop.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.api.Problem;
import io.bellhop.database.Notifications;
import io.bellhop.event.EventIds;
import io.bellhop.signature.SubscriptionSecrets;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The active subscriptions, in memory: no delivery asks the database where it goes. Every replica hears of a change through a
 * notification.
 */
@Singleton
public final class Subscriptions {

    static final String CHANNEL = "bellhop_subscription";

    private static final Logger LOG = Logger.getLogger(Subscriptions.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final SubscriptionReader reader;
    private final SubscriptionOpening opening;
    private final SubscriptionChecks checks;
    private final EventIds ids;
    private final AtomicLong reloads = new AtomicLong();
    private long takenOver;
    private volatile Known known = new Known(List.of(), Map.of());

    Subscriptions(SubscriptionReader reader, SubscriptionOpening opening, SubscriptionChecks checks, EventIds ids) {
        this.reader = reader;
        this.opening = opening;
        this.checks = checks;
        this.ids = ids;
    }

    /** @param active in order of name */
    private record Known(List<ActiveSubscription> active, Map<SubscriptionId, ActiveSubscription> byId) {

        static Known of(List<ActiveSubscription> loaded) {
            return new Known(
                    loaded.stream()
                            .sorted(Comparator.comparing(ActiveSubscription::name))
                            .toList(),
                    loaded.stream().collect(Collectors.toUnmodifiableMap(ActiveSubscription::id, Function.identity())));
        }
    }

    void start(@Observes @Priority(45) StartupEvent event, Notifications notifications) {
        reload().await().atMost(TIME_LIMIT);
        LOG.infof("subscriptions.ready active=%d", known.active().size());
        notifications.listen(
                CHANNEL,
                () -> reload().subscribe()
                        .with(done -> {}, failure -> LOG.errorf("subscriptions.not_reloaded reason=%s", failure)));
    }

    /** Those that can be used, in order of name; never changes by itself. */
    public Collection<ActiveSubscription> active() {
        return known.active();
    }

    /** Empty if it is not active, cannot be used or is not there. */
    public Optional<ActiveSubscription> find(SubscriptionId id) {
        return Optional.ofNullable(known.byId().get(id));
    }

    /**
     * From the database, also if it is not active; empty if it is not there. Fails with a 409 if it cannot be used: that it was
     * sealed with another key can be mended, so it is not to be taken for one that is gone.
     */
    public Uni<Optional<ActiveSubscription>> read(SubscriptionId id) {
        return reader.find(id)
                .map(found -> found.map(standing -> {
                    try {
                        return opening.open(standing.subscription());
                    } catch (IllegalArgumentException e) {
                        throw Problem.conflict("The subscription cannot be used: " + e.getMessage())
                                .asException();
                    }
                }));
    }

    /**
     * One that is not stored, to be tried out; its secret is random if the body brings none. Fails with the problem that making
     * it would be answered with, but for a name that is taken.
     */
    public Uni<ActiveSubscription> unsaved(ObjectNode body) {
        return Uni.createFrom().deferred(() -> {
            Asked.requireFields(body, Wanted.FIELDS);
            Wanted wanted = Wanted.of(body);
            SubscriptionSecrets secrets = SubscriptionSecrets.of(Wanted.secret(body));
            return checks.check(wanted, null)
                    .map(checked -> opening.open(new SubscriptionId(ids.next()), wanted, secrets));
        });
    }

    /** Takes over what the database now has, but for those that cannot be used. */
    Uni<Void> reload() {
        // Of two at once, the one that began later has seen more, whichever ends first.
        return Uni.createFrom().deferred(() -> {
            long begun = reloads.incrementAndGet();
            return reader.active().invoke(found -> takeOver(begun, found)).replaceWithVoid();
        });
    }

    /** For who has changed something and must not fail for it any more. Never fails. */
    Uni<Void> reloadIfPossible() {
        return reload().onFailure()
                .invoke(failure -> LOG.errorf("subscriptions.not_reloaded reason=%s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private void takeOver(long begun, List<Standing> found) {
        List<ActiveSubscription> loaded = new ArrayList<>(found.size());
        found.forEach(standing -> open(standing.subscription()).ifPresent(loaded::add));
        synchronized (this) {
            if (begun > takenOver) {
                takenOver = begun;
                known = Known.of(loaded);
            }
        }
        LOG.debugf("subscriptions.loaded active=%d", loaded.size());
    }

    /** What is wrong with one is no reason to keep events from the others. */
    private Optional<ActiveSubscription> open(Subscription subscription) {
        try {
            return Optional.of(opening.open(subscription));
        } catch (IllegalArgumentException e) {
            LOG.errorf("subscription.unusable subscription_id=%s reason=%s", subscription.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** For a notification that was lost on its way. */
    @Scheduled(
            every = "${bellhop.subscription.poll}",
            delayed = "${bellhop.subscription.poll}",
            identity = "subscriptions")
    Uni<Void> reloadAnyway() {
        return reload();
    }
}
