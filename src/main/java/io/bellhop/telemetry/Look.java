package io.bellhop.telemetry;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;

/** Asks the database for figures, and shows whether it did in time. */
public final class Look {

    /** Ended by the database: a query that we alone gave up would run on, and the next beside it. */
    private static final String TIME_LIMIT = "set local statement_timeout = '%dms'; set local jit = off";

    private final Pool pool;
    private final String preparation;
    private final Figure fresh;

    Look(Pool pool, Duration every) {
        this.pool = pool;
        this.preparation = TIME_LIMIT.formatted(every.toMillis());
        this.fresh = new Figure(every);
    }

    /**
     * Looks them up; each statement may take as long as it is until the next look. Never fails: the figures grow old, and are none
     * soon. To be called again only when it has ended.
     */
    public Uni<Void> up(Function<SqlConnection, Uni<?>> query) {
        return pool.withTransaction(connection -> connection
                        .query(preparation)
                        .execute()
                        .chain(() -> query.apply(connection))
                        .replaceWithVoid())
                .invoke(this::told)
                .onFailure()
                .recoverWithNull();
    }

    /** By a query of somebody else's. */
    public void told() {
        fresh.tell(1);
    }

    double fresh() {
        double told = fresh.value();
        return Double.isNaN(told) ? 0 : told;
    }
}
