package io.bellhop.database;

import io.vertx.pgclient.PgException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows a fault of ours without its message, which may quote what was sent. */
public final class FaultTrace {

    private static final int FRAMES = 8;
    private static final int MAX_CAUSES = 10;

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

    /** What it is and what caused it, the outermost first, by their classes. */
    public static String kinds(Throwable fault) {
        return causes(fault).map(cause -> cause.getClass().getSimpleName()).collect(Collectors.joining("<"));
    }

    /** Where it happened, for the log: of the innermost cause that knows. */
    public static String frames(Throwable fault) {
        return causes(fault)
                .filter(cause -> cause.getStackTrace().length > 0)
                .reduce((outer, inner) -> inner)
                .map(cause -> Arrays.stream(cause.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ")))
                .orElse("unknown");
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null && cause != cause.getCause(), Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
