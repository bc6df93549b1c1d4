package io.bellhop;

import io.bellhop.database.MigratedException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the gateway; if it does not start, says why in a line rather than in a screenful of stack. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        Quarkus.run(null, Main::exit, arguments);
    }

    private static void exit(int status, Throwable reason) {
        if (isMigrated(reason)) {
            System.exit(0);
        }
        if (reason != null) {
            System.err.println(StartFailure.describe(reason));
        }
        System.exit(status);
    }

    private static boolean isMigrated(Throwable reason) {
        return reason != null && (reason instanceof MigratedException || isMigrated(reason.getCause()));
    }
}
