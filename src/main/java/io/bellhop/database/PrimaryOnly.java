package io.bellhop.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;

/**
 * Work that a standby refuses. {@link PrimaryPool} lets no connection to one in, but a pooler's may come to lead there later: what
 * ends then is the server's side of it, which the pooler replaces without a word, and would keep for an hour.
 */
public final class PrimaryOnly {

    /** Ends the connection that it is asked on, if that leads to a standby. */
    static final String LEAVE_STANDBY = "select pg_terminate_backend(pg_backend_pid()) where pg_is_in_recovery()";

    /** @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">read_only_sql_transaction</a> */
    private static final String READ_ONLY = "25006";

    private PrimaryOnly() {}

    /** Fails as the work does; if a standby has refused it, one of the pooler's connections to that is ended first. */
    public static <T> Uni<T> on(Pool pool, Uni<T> work) {
        return work.onFailure(PrimaryOnly::isByStandby)
                .call(() -> pool.query(LEAVE_STANDBY)
                        .execute()
                        .replaceWithVoid()
                        // That it was ended is what it says, too.
                        .onFailure()
                        .recoverWithNull());
    }

    private static boolean isByStandby(Throwable failure) {
        return failure instanceof PgException postgres && READ_ONLY.equals(postgres.getSqlState());
    }
}
