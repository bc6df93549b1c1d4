package io.bellhop.event;

import io.vertx.pgclient.PgException;

/** Tells what a failed append means for the events in it. */
enum StoreFailure {

    /** The database is not there, overloaded, or changing hands: the same events may go in later. */
    UNAVAILABLE,

    /** One of the events is at fault. */
    DATA;

    /** @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a> */
    static StoreFailure of(Throwable failure) {
        if (!(failure instanceof PgException postgres)) {
            return UNAVAILABLE;
        }
        String state = postgres.getSqlState();
        if (state == null || state.length() < 5) {
            return UNAVAILABLE;
        }
        return switch (state.substring(0, 2)) {
            // Data exception, program limit exceeded.
            case "22", "54" -> DATA;
            // Integrity violation; but 23514 is a missing partition, which is our fault, not the event's.
            case "23" -> state.equals("23514") ? UNAVAILABLE : DATA;
            default -> UNAVAILABLE;
        };
    }
}
