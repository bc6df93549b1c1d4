package io.bellhop.processing;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Tells what a failed transaction means for the events in it. */
enum BatchFailure {

    /** The database is not there, overloaded, or two transactions got in each other's way: the same may succeed later. */
    PASSING,

    /** One of the events is at fault. */
    EVENT;

    /** Connection, insufficient resources, operator intervention, deadlock, lock not available, system error. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "40", "55", "58");

    /** @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a> */
    static BatchFailure of(Throwable failure) {
        if (failure instanceof PgException postgres) {
            String state = postgres.getSqlState();
            return state == null || state.length() < 2 || PASSING_CLASSES.contains(state.substring(0, 2))
                    ? PASSING
                    : EVENT;
        }
        // Faults of our own code while a change is applied; all else is a connection's.
        return failure instanceof IllegalStateException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof NullPointerException
                        || failure instanceof ClassCastException
                        || failure instanceof java.time.DateTimeException
                ? EVENT
                : PASSING;
    }
}
