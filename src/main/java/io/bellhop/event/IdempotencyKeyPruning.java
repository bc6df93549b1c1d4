package io.bellhop.event;

import io.bellhop.replica.NotAWorker;
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

    private static final String PRUNE = """
            delete from idempotency_key where (source, key) in (
                select source, key from idempotency_key
                where expires_at < $1
                order by expires_at limit $2
                for update skip locked)
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final Duration expiredKeysKept;

    IdempotencyKeyPruning(Pool pool, InstantSource clock, EventConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.expiredKeysKept = config.expiredKeysKept();
    }

    /** Until none is left. */
    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "key-pruning",
            skipExecutionIf = NotAWorker.class)
    Uni<Void> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(clock.instant().minus(expiredKeysKept).atOffset(ZoneOffset.UTC), AT_ONCE))
                .flatMap(pruned -> pruned.rowCount() == AT_ONCE
                        ? prune()
                        : Uni.createFrom().voidItem());
    }
}
