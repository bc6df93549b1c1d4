package io.bellhop.pull;

import io.bellhop.event.EventIds;
import io.bellhop.replica.NotAWorker;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Removes old reports, a bounded number at a time, and the schedule of sources that are gone. Any number of replicas may do it. */
@Singleton
final class PullReportPruning {

    private static final String PRUNE = """
            delete from pull_run where id in (
                select id from pull_run where id < $1 order by id limit 1000 for update skip locked)
            """;

    private static final String FORGET = """
            delete from pull where not exists (select from source where source.name = pull.source)
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final PullConfig config;

    PullReportPruning(Pool pool, InstantSource clock, PullConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "pull-pruning",
            skipExecutionIf = NotAWorker.class)
    Uni<Void> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(EventIds.floor(clock.instant().minus(config.keepReports()))))
                .chain(() -> pool.query(FORGET).execute())
                .replaceWithVoid();
    }
}
