package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.subscription.HealthRecord;
import io.bellhop.subscription.SubscriptionId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells how a subscription fares: when that changes, and from time to time while it does not. */
@Singleton
final class HealthLog {

    private static final Logger LOG = Logger.getLogger(HealthLog.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

    private final HealthRecord health;
    private final InstantSource clock;
    private final Map<SubscriptionId, Told> lastTold = new ConcurrentHashMap<>();

    private record Told(boolean success, Instant at) {

        boolean saysEnough(Told next) {
            return success == next.success
                    && Duration.between(at, next.at).abs().compareTo(AGAIN_AFTER) < 0;
        }
    }

    HealthLog(HealthRecord health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
    }

    /** Never fails: what could not be told now, the next attempt tells. */
    Uni<Void> told(ActiveSubscription subscription, Ended ended) {
        if (!(ended.result() instanceof Made made)) {
            return Uni.createFrom().voidItem();
        }
        Told next = new Told(made.delivered(), clock.instant());
        Told last = lastTold.get(subscription.id());
        // That a retry succeeded tells of a failure that another replica may have seen.
        boolean news = made.gone() || made.delivered() && ended.delivery().attempt() > 1;
        if (last != null && last.saysEnough(next) && !news) {
            return Uni.createFrom().voidItem();
        }
        lastTold.put(subscription.id(), next);
        return tell(subscription.id(), made, next.at())
                .onFailure()
                .invoke(failure -> {
                    lastTold.remove(subscription.id());
                    LOG.warnf("subscription.health_not_told id=%s reason=%s", subscription.id(), failure);
                })
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> tell(SubscriptionId id, Made made, Instant at) {
        if (made.delivered()) {
            return health.succeeded(id, at);
        }
        return made.gone() ? health.gone(id, at) : health.failed(id, at);
    }
}
