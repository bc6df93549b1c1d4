package io.bellhop.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Makes fields of a JSON log line of what our lines say, {@code delivery.attempted delivery_id=… attempt=3}: each key, and as
 * {@code event} the name that the line begins with. It lets every line pass.
 */
@LoggingFilter(name = "fields")
public final class LogFields implements Filter {

    private static final String OURS = "io.bellhop.";
    private static final Pattern EVENT = Pattern.compile("^[a-z_]+\\.[a-z_]+(?= |$)");

    /** A value goes on to the next key, or to the end: a reason is said in words. */
    private static final Pattern FIELD =
            Pattern.compile(" ([a-z][a-z0-9_]*)=(\"[^\"]*\"|.*?)(?= [a-z][a-z0-9_]*=|$)", Pattern.DOTALL);

    private static final Formatter MESSAGE = new PatternFormatter("%s");
    private static final String NOTHING = "null";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord record
                && record.getLoggerName() != null
                && record.getLoggerName().startsWith(OURS)) {
            addFields(record, MESSAGE.format(record));
        }
        return true;
    }

    private static void addFields(ExtLogRecord record, String message) {
        Matcher event = EVENT.matcher(message);
        if (!event.find()) {
            return;
        }
        record.putMdc("event", event.group());
        Matcher field = FIELD.matcher(message);
        while (field.find()) {
            if (!field.group(2).equals(NOTHING)) {
                record.putMdc(field.group(1), unquoted(field.group(2)));
            }
        }
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
