package io.bellhop.processing;

import io.bellhop.event.EventIds;
import io.bellhop.replica.NotAWorker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** How far processing is behind: of all replicas together, so every one shows the same. */
@Singleton
final class ProcessingLag {

    private static final String LAG = """
            select (select count(*) from unprocessed_event) as waiting,
                (select event_id from unprocessed_event order by event_id limit 1) as oldest,
                (select count(*) from failed_event where retry_at is null) as dead
            """;

    private final Pool pool;
    private final InstantSource clock;
    private volatile long waiting;
    private volatile double oldestSeconds;
    private volatile long dead;

    ProcessingLag(Pool pool, InstantSource clock, MeterRegistry metrics) {
        this.pool = pool;
        this.clock = clock;
        Gauge.builder("bellhop.processing.waiting", () -> waiting).register(metrics);
        Gauge.builder("bellhop.processing.oldest.seconds", () -> oldestSeconds).register(metrics);
        Gauge.builder("bellhop.processing.dead", () -> dead).register(metrics);
    }

    @Scheduled(every = "10s", delayed = "10s", identity = "processing-lag", skipExecutionIf = NotAWorker.class)
    Uni<Void> look() {
        return pool.query(LAG)
                .execute()
                .invoke(rows -> take(rows.iterator().next()))
                // The figures stay as they were; that the database is away, others say.
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void take(Row row) {
        waiting = row.getLong("waiting");
        dead = row.getLong("dead");
        oldestSeconds = row.getUUID("oldest") == null
                ? 0
                : Duration.between(EventIds.storedAt(row.getUUID("oldest")), clock.instant())
                                .toMillis()
                        / 1e3;
    }
}
