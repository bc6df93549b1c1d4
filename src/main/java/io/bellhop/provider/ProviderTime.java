package io.bellhop.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the times that providers write: ISO 8601 with {@code Z}, {@code +00:00}, {@code +0000} or no offset at all. What is
 * not readable is null: a time is never a reason to lose an event.
 */
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

    private static final LocalDate EARLIEST_DATE = LocalDate.of(1970, 1, 1);

    private static final LocalDate LATEST_DATE = LocalDate.of(9999, 12, 31);

    /** As in {@code 2026-06-20}, whatever time follows it. */
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)([T ].*)?");

    /** On a clock of 24 hours, or of twelve. */
    private static final List<DateTimeFormatter> TIMES = Stream.of("H:mm[:ss]", "h:mm[:ss][ ]a")
            .map(pattern -> new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH))
            .toList();

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d\\d)(\\d\\d)$");

    private ProviderTime() {}

    /**
     * The moment.
     *
     * @param zone of a time without an offset
     */
    public static Instant parse(String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor parsed = parsed(text);
            Instant moment = parsed instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) parsed).atZone(zone).toInstant();
            return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * What calendar and clock of a place show.
     *
     * @param zone that a time with an offset is brought into; if it is null, the offset is passed over
     */
    public static LocalDateTime local(String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor parsed = parsed(text);
            LocalDateTime local = parsed instanceof OffsetDateTime offset && zone != null
                    ? offset.atZoneSameInstant(zone).toLocalDateTime()
                    : LocalDateTime.from(parsed);
            return sane(local.toLocalDate()) == null ? null : local;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As in {@code 2026-06-20}; of a date with a time, the date as it is written. */
    public static LocalDate date(String text) {
        Matcher matcher = DATE.matcher(text == null ? "" : text.strip());
        try {
            return matcher.matches() ? sane(LocalDate.parse(matcher.group(1))) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The date, or null if it lies where no stay or meal does. */
    public static LocalDate sane(LocalDate date) {
        return date.isBefore(EARLIEST_DATE) || date.isAfter(LATEST_DATE) ? null : date;
    }

    /** As in {@code 19:30}, {@code 19:30:00}, {@code 07:30 PM} or {@code 07:30:00 pm}. */
    public static LocalTime time(String text) {
        if (text == null) {
            return null;
        }
        for (DateTimeFormatter format : TIMES) {
            try {
                return LocalTime.parse(text.strip(), format);
            } catch (DateTimeException e) {
                // then perhaps as the next has it
            }
        }
        return null;
    }

    /** Either an {@link OffsetDateTime} or a {@link LocalDateTime}. */
    private static TemporalAccessor parsed(String text) {
        return FORMAT.parseBest(withColonInOffset(text.strip()), OffsetDateTime::from, LocalDateTime::from);
    }

    private static String withColonInOffset(String text) {
        return OFFSET_WITHOUT_COLON.matcher(text).replaceFirst("$1:$2");
    }
}
