package io.bellhop.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Writes down how subscriptions fare, and has done what follows from it. */
@Singleton
public final class HealthRecord {

    /** Nothing for a subscription that is gone. */
    private static final String SUCCEEDED = """
            insert into subscription_health as known (subscription_id, succeeded_at)
            select id, $2 from subscription where id = $1
            on conflict (subscription_id) do update
                set failing_since = null, warned_at = null, succeeded_at = greatest(known.succeeded_at, excluded.succeeded_at)
            """;

    private static final String FAILED = """
            insert into subscription_health as known (subscription_id, failing_since, failed_at)
            select id, $2, $2 from subscription where id = $1
            on conflict (subscription_id) do update
                set failing_since = coalesce(known.failing_since, greatest(excluded.failing_since, known.succeeded_at)),
                    failed_at = greatest(known.failed_at, excluded.failed_at)
            returning failing_since, failed_at
            """;

    private final Pool pool;
    private final SubscriptionHealth health;

    HealthRecord(Pool pool, SubscriptionHealth health) {
        this.pool = pool;
        this.health = health;
    }

    /** It does not only fail any more. */
    public Uni<Void> succeeded(SubscriptionId id, Instant at) {
        return pool.preparedQuery(SUCCEEDED)
                .execute(Tuple.of(id.value(), utc(at)))
                .replaceWithVoid();
    }

    /** Warns of it if it has only failed for long, and switches it off if for too long. */
    public Uni<Void> failed(SubscriptionId id, Instant at) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(id.value(), utc(at)))
                .map(rows -> rows.stream().findFirst())
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : health.failing(
                                id,
                                found.get().getOffsetDateTime("failing_since").toInstant(),
                                found.get().getOffsetDateTime("failed_at").toInstant()));
    }

    /** Its receiver wants no more: it is switched off. */
    public Uni<Void> gone(SubscriptionId id, Instant at) {
        return failed(id, at).chain(() -> health.switchOff(id, "gone"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
