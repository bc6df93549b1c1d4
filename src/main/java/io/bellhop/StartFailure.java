package io.bellhop;

import io.bellhop.settings.Faults;
import io.bellhop.settings.KnownSettings;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;

/** Tells an operator why the gateway did not start. */
final class StartFailure {

    private StartFailure() {}

    /** One line for what an operator can mend; the whole stack for what only a developer can. */
    static String describe(Throwable reason) {
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigValidationException settings) {
                return "bellhop does not start: " + String.join("\n  ", faults().of(settings));
            }
            if (isOperators(cause)) {
                return "bellhop does not start: " + cause.getMessage();
            }
        }
        StringWriter stack = new StringWriter();
        reason.printStackTrace(new PrintWriter(stack));
        return "bellhop does not start:\n" + stack;
    }

    private static Faults faults() {
        return new Faults(new KnownSettings(SettingsCheck.mappings()));
    }

    /** Our own words, or the framework's about ports. */
    private static boolean isOperators(Throwable cause) {
        boolean ours = cause.getStackTrace().length > 0
                && cause.getStackTrace()[0].getClassName().startsWith("io.bellhop.")
                && cause.getMessage() != null;
        return ours || cause instanceof BindException;
    }
}
