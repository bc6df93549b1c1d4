package io.bellhop.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the times that providers write: ISO 8601 with {@code Z}, {@code +00:00}, {@code +0000} or no offset at all. */
public final class ProviderTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** What lies outside is a fault, not a time, and would not fit PostgreSQL at its far end. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d\\d)(\\d\\d)$");

    private ProviderTime() {}

    /**
     * The moment, or null if there is none or it is not readable: a time is never a reason to lose an event.
     *
     * @param zone of a time without an offset
     */
    public static Instant parse(String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor parsed =
                    FORMAT.parseBest(withColonInOffset(text.strip()), OffsetDateTime::from, LocalDateTime::from);
            Instant moment = parsed instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) parsed).atZone(zone).toInstant();
            return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String withColonInOffset(String text) {
        return OFFSET_WITHOUT_COLON.matcher(text).replaceFirst("$1:$2");
    }
}
