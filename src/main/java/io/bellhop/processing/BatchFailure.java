package io.bellhop.processing;

import io.vertx.pgclient.PgException;
import java.time.DateTimeException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** Tells what a failed transaction means for the events in it. */
enum BatchFailure {

    /** The database is not there, overloaded, or two transactions got in each other's way: the same may succeed later. */
    PASSING,

    /** One of the events is at fault. */
    EVENT;

    /** Connection, insufficient resources, operator intervention, deadlock, lock not available, system error. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "40", "55", "58");

    /** Of our own code while a change is applied; all else is a connection's. */
    private static final List<Class<? extends Throwable>> OUR_FAULTS = List.of(
            IllegalStateException.class,
            IllegalArgumentException.class,
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArithmeticException.class,
            UnsupportedOperationException.class,
            NoSuchElementException.class,
            ConcurrentModificationException.class,
            DateTimeException.class,
            StackOverflowError.class);

    /** @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a> */
    static BatchFailure of(Throwable failure) {
        if (failure instanceof PgException postgres) {
            String state = postgres.getSqlState();
            return state == null || state.length() < 2 || PASSING_CLASSES.contains(state.substring(0, 2))
                    ? PASSING
                    : EVENT;
        }
        return OUR_FAULTS.stream().anyMatch(fault -> fault.isInstance(failure)) ? EVENT : PASSING;
    }
}
