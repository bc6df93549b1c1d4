package io.bellhop.processing;

import io.bellhop.database.DatabaseFailure;
import io.vertx.pgclient.PgException;
import java.util.Set;

/** Tells what a failed transaction means for the events in it. */
enum BatchFailure {

    /** The database is not there, overloaded, or two transactions got in each other's way: the same may succeed later. */
    PASSING,

    /** One of the events is at fault. */
    EVENT;

    /** Data exception, integrity violation, program limit exceeded, raised by a rule of the database's own. */
    private static final Set<String> EVENT_CLASSES = Set.of("21", "22", "23", "54", "P0");

    /** Out of locks, or of time: what a batch that asks too much runs into, too, and halving it helps. */
    private static final Set<String> EVENT_STATES = Set.of("53200", "57014");

    /** @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a> */
    static BatchFailure of(Throwable failure) {
        if (failure instanceof PgException postgres) {
            String state = String.valueOf(postgres.getSqlState());
            return EVENT_STATES.contains(state) || EVENT_CLASSES.stream().anyMatch(state::startsWith) ? EVENT : PASSING;
        }
        return DatabaseFailure.isOfTheConnection(failure) ? PASSING : EVENT;
    }
}
