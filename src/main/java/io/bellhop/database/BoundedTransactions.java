package io.bellhop.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;

/**
 * Transactions of the event path: each finds its rows by key, and ends by itself whatever keeps it waiting. A replica that freezes
 * in one, or a database that is out of reach, must not hold up the others for as long as TCP takes to notice.
 */
public final class BoundedTransactions {

    /**
     * A plan made while a table is empty, as each day's partition is at first, would read all of it, and be kept until the table
     * is analysed. And nothing here runs for long enough to be compiled first.
     */
    private static final String PLANS = "set local enable_seqscan = off; set local jit = off;";

    private static final String TIME_LIMITS = """
            set local lock_timeout = '%1$dms'; set local statement_timeout = '%2$dms';
            set local idle_in_transaction_session_timeout = '%2$dms';
            """;

    private final Pool pool;
    private final Duration limit;
    private final String preparation;

    /** @param limit of a whole transaction; half of it for a statement, a quarter for waiting for a lock */
    public BoundedTransactions(Pool pool, Duration limit) {
        this.pool = pool;
        this.limit = limit;
        this.preparation = PLANS + TIME_LIMITS.formatted(limit.toMillis() / 4, limit.toMillis() / 2);
    }

    /** Commits when the work has succeeded. Its time is bounded by the database; if that is out of reach, by us. */
    public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        Uni<T> transaction = pool.withTransaction(
                connection -> connection.query(preparation).execute().chain(() -> work.apply(connection)));
        return PrimaryOnly.on(pool, transaction).ifNoItem().after(limit).fail();
    }
}
