package io.bellhop.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Warns of subscriptions that have only failed for long, and switches off those that have for too long. An event that tells of it
 * is appended before that is written down: if the latter fails, the same is done again at the next failure, and the event is there
 * already.
 */
@Singleton
public final class SubscriptionHealth {

    /** Why a subscription is switched off that has only failed for too long. */
    static final String FAILING = "failing";

    private static final Logger LOG = Logger.getLogger(SubscriptionHealth.class);

    private static final String WARNED = """
            update subscription_health set warned_at = $2
            where subscription_id = $1 and failing_since is not null and (warned_at is null or warned_at < failing_since)
            """;

    /** Not if somebody has changed it since it was read: maybe so that it does not fail any more. */
    private static final String SWITCH_OFF = """
            with switched_off as (
                update subscription set is_active = false, disabled_at = $2, disabled_reason = $3, updated_at = $2
                where id = $1 and is_active and updated_at = $4
                returning id)
            select pg_notify('bellhop_subscription', '')::text from switched_off
            """;

    private final Pool pool;
    private final SubscriptionReader reader;
    private final SubscriptionEvents events;
    private final Subscriptions subscriptions;
    private final SubscriptionConfig config;
    private final InstantSource clock;

    SubscriptionHealth(
            Pool pool,
            SubscriptionReader reader,
            SubscriptionEvents events,
            Subscriptions subscriptions,
            SubscriptionConfig config,
            InstantSource clock) {
        this.pool = pool;
        this.reader = reader;
        this.events = events;
        this.subscriptions = subscriptions;
        this.config = config;
        this.clock = clock;
    }

    /**
     * To be called when a failure has been recorded of a subscription that has only failed since then. Asks the database only
     * once that is long.
     */
    public Uni<Void> failing(SubscriptionId id, Instant since, Instant lastFailure) {
        Failing failing = Failing.of(since, lastFailure, config.failingFor());
        if (failing == Failing.NOT_LONG) {
            return Uni.createFrom().voidItem();
        }
        Instant begun = since.truncatedTo(ChronoUnit.MILLIS);
        return active(id).flatMap(found -> {
            if (found.isEmpty() || hasRecovered(found.get(), since)) {
                return Uni.createFrom().voidItem();
            }
            if (!isWarned(found.get(), begun)) {
                return warn(found.get(), begun, lastFailure);
            }
            boolean off = failing == Failing.TOO_LONG && wasWarnedLongBefore(found.get(), lastFailure);
            return off
                    ? switchOff(found.get(), FAILING, begun)
                    : Uni.createFrom().voidItem();
        });
    }

    /**
     * Switches it off if it is active, and tells so as an event.
     *
     * @param reason a word or two for people and programs, as {@code gone}; it is shown
     */
    public Uni<Void> switchOff(SubscriptionId id, String reason) {
        return active(id)
                .flatMap(found -> found.isEmpty() ? Uni.createFrom().voidItem() : switchOff(found.get(), reason, null));
    }

    private Uni<Optional<Standing>> active(SubscriptionId id) {
        return reader.find(id).map(found -> found.filter(standing -> standing.subscription().active));
    }

    /** Another delivery may have succeeded between the failure and now. */
    private static boolean hasRecovered(Standing standing, Instant since) {
        return standing.succeededAt() != null && standing.succeededAt().isAfter(since);
    }

    private static boolean isWarned(Standing standing, Instant since) {
        return standing.warnedAt() != null && !standing.warnedAt().isBefore(since);
    }

    /** Where little is sent, the first failure that is noticed may come after all of the time. */
    private boolean wasWarnedLongBefore(Standing standing, Instant lastFailure) {
        return !standing.warnedAt().plus(config.failingFor().dividedBy(2)).isAfter(lastFailure);
    }

    private Uni<Void> warn(Standing standing, Instant since, Instant lastFailure) {
        SubscriptionId id = standing.subscription().id();
        return events.failing(standing.subscription(), since, lastFailure, since.plus(config.failingFor()))
                .chain(() ->
                        pool.preparedQuery(WARNED).execute(Tuple.of(id.value(), lastFailure.atOffset(ZoneOffset.UTC))))
                .invoke(() -> LOG.warnf("subscription.failing subscription_id=%s failing_since=%s", id, since))
                .replaceWithVoid();
    }

    private Uni<Void> switchOff(Standing standing, String reason, Instant since) {
        Subscription subscription = standing.subscription();
        return events.disabled(subscription, reason, since)
                .chain(() -> pool.preparedQuery(SWITCH_OFF)
                        .execute(Tuple.of(
                                subscription.id, now(), reason, subscription.updatedAt.atOffset(ZoneOffset.UTC))))
                .invoke(rows -> {
                    if (rows.size() > 0) {
                        LOG.warnf("subscription.disabled subscription_id=%s reason=%s", subscription.id(), reason);
                    }
                })
                .call(subscriptions::reloadIfPossible)
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
