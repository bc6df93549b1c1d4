package io.bellhop.event;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Removes expired idempotency keys, a bounded number in a statement. Any number of replicas may do it at once. */
@Singleton
final class IdempotencyKeyPruning {

    private static final int AT_ONCE = 1000;

    /** An expired key counts as none anyway; the grace keeps pruning away from appends that just compare it. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final String PRUNE = """
            delete from idempotency_key where (source, key) in (
                select source, key from idempotency_key
                where expires_at < $1
                order by expires_at limit $2
                for update skip locked)
            """;

    private final Pool pool;
    private final InstantSource clock;

    IdempotencyKeyPruning(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Until none is left. */
    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP, identity = "key-pruning")
    Uni<Void> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(clock.instant().minus(GRACE).atOffset(ZoneOffset.UTC), AT_ONCE))
                .flatMap(pruned -> pruned.rowCount() == AT_ONCE
                        ? prune()
                        : Uni.createFrom().voidItem());
    }
}
