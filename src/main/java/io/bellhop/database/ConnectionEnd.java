package io.bellhop.database;

import io.vertx.pgclient.PgException;

/** Tells whether a failure is the connection's end, or only the statement's. */
final class ConnectionEnd {

    private ConnectionEnd() {}

    /**
     * By its code: the word for how severe it is is in the server's own language.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    static boolean isBy(Throwable failure) {
        if (!(failure instanceof PgException postgres)) {
            return true;
        }
        String state = String.valueOf(postgres.getSqlState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
