package io.bellhop.database;

import io.vertx.pgclient.PgException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Shows a fault of ours without its message, which may quote what was sent. */
public final class FaultTrace {

    private static final int FRAMES = 8;

    private FaultTrace() {}

    /** In a line, for whoever looks for the reason. */
    public static String reason(Throwable fault) {
        if (fault instanceof PgException postgres) {
            return "PostgreSQL refused it: SQLSTATE " + postgres.getSqlState() + named(" table ", postgres.getTable())
                    + named(" column ", postgres.getColumn()) + named(" constraint ", postgres.getConstraint());
        }
        return "a fault of the gateway's: " + fault.getClass().getSimpleName();
    }

    private static String named(String what, String name) {
        return name == null ? "" : what + name;
    }

    /** Where it happened, for the log. */
    public static String frames(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }
}
