package io.bellhop.processing;

import io.bellhop.event.EventIds;
import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figure;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
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

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Look look;
    private final Figure waiting;
    private final Figure oldestSeconds;
    private final Figure dead;

    ProcessingLag(InstantSource clock, Figures figures) {
        this.clock = clock;
        this.look = figures.look("processing", EVERY);
        this.waiting = figures.of("bellhop.processing.waiting", "Events stored and not yet processed", EVERY);
        this.oldestSeconds =
                figures.of("bellhop.processing.oldest.seconds", "How long the oldest of them has waited", EVERY);
        this.dead = figures.of("bellhop.processing.dead", "Events set aside for a person", EVERY);
    }

    @Scheduled(
            every = "10s",
            delayed = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = NotAWorker.class,
            identity = "processing-lag")
    Uni<Void> look() {
        return look.up(connection -> connection
                .query(LAG)
                .execute()
                .invoke(rows -> take(rows.iterator().next())));
    }

    private void take(Row row) {
        waiting.tell(row.getLong("waiting"));
        dead.tell(row.getLong("dead"));
        oldestSeconds.tell(
                row.getUUID("oldest") == null
                        ? 0
                        : Duration.between(EventIds.storedAt(row.getUUID("oldest")), clock.instant())
                                        .toMillis()
                                / 1e3);
    }
}
