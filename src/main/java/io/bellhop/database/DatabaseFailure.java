package io.bellhop.database;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** What a failed statement or transaction means for whoever asked for it. */
public enum DatabaseFailure {

    /** The database is not there, overloaded, or changing hands: the same may succeed later. */
    UNAVAILABLE,

    /** What it was given is at fault. */
    DATA,

    /** What it was given contradicts what is there. Whoever looks before may still come second. */
    INTEGRITY,

    /** Nothing that the database or the way to it had a part in: a fault of ours. */
    ELSEWHERE;

    /**
     * Of the first that says something, for the ORM puts what the database said inside of what it says itself.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    public static DatabaseFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<DatabaseFailure> said = said(cause);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return ELSEWHERE;
    }

    private static Optional<DatabaseFailure> said(Throwable failure) {
        if (failure instanceof PgException postgres) {
            return Optional.of(ofState(postgres.getSqlState()));
        }
        if (failure instanceof SQLException sql) {
            return Optional.of(ofState(sql.getSQLState()));
        }
        return isOfTheConnection(failure) ? Optional.of(UNAVAILABLE) : Optional.empty();
    }

    private static DatabaseFailure ofState(String state) {
        if (state == null || state.length() < 5) {
            return UNAVAILABLE;
        }
        return switch (state.substring(0, 2)) {
            // Data exception, program limit exceeded.
            case "22", "54" -> DATA;
            // But 23514 is a missing partition, which is our fault, not what was given.
            case "23" -> state.equals("23514") ? UNAVAILABLE : INTEGRITY;
            default -> UNAVAILABLE;
        };
    }

    /** None could be made, or had, in time; or it has ended. The client says some of that with its most general exceptions. */
    public static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof NoTurnException
                || failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure.getClass().getName().startsWith("io.vertx.")
                || failure.getClass().getName().startsWith("io.netty.");
    }
}
