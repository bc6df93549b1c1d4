package io.bellhop.provider;

import io.bellhop.change.ReservationStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A source's settings as an operator wrote them. Every reading method throws IllegalArgumentException, naming the setting. */
public record SourceSettings(Map<String, String> values) {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final String STATUSES_EXPECTED = "a list such as 1=confirmed, 9=canceled, each status once; have "
            + Arrays.stream(ReservationStatus.values()).map(Object::toString).collect(Collectors.joining(", "));

    public SourceSettings {
        values = Map.copyOf(values);
    }

    public static SourceSettings none() {
        return new SourceSettings(Map.of());
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A header's name. */
    public String header(String name, String otherwise) {
        return parse(name, "a header's name", SourceSettings::parseHeader).orElse(otherwise);
    }

    public boolean flag(String name, boolean otherwise) {
        return parse(name, "true or false", SourceSettings::parseFlag).orElse(otherwise);
    }

    /** Written as {@code 10m}, {@code 7d} or as ISO 8601 has it. */
    public Duration duration(String name, Duration otherwise) {
        return duration(name).orElse(otherwise);
    }

    public Optional<Duration> duration(String name) {
        return parse(
                name, "a positive duration such as 30s, 10m or 7d, ten years at most", SourceSettings::parseDuration);
    }

    public ZoneId zone(String name, ZoneId otherwise) {
        return zone(name).orElse(otherwise);
    }

    public Optional<ZoneId> zone(String name) {
        return parse(name, "a time zone such as Europe/Madrid or UTC", SourceSettings::parseZone);
    }

    /** Of an API, as in {@code https://api.example.com/v1}, without a slash at its end; without TLS only on this machine. */
    public Optional<String> url(String name) {
        return parse(
                name,
                "an https address such as https://api.example.com/v1, without user, arguments or fragment",
                SafeAddress::parse);
    }

    /** A whole number from 1. */
    public int count(String name, int otherwise) {
        return parse(name, "a whole number, 1 at least", SourceSettings::parseCount)
                .orElse(otherwise);
    }

    /** Three letters, in upper case. */
    public Optional<String> currency(String name) {
        return parse(name, "the three letters of a currency, such as EUR", SourceSettings::parseCurrency);
    }

    /** What the provider's statuses mean, by name or number; written as {@code 1=confirmed, 9=canceled}. */
    public Map<String, ReservationStatus> statuses(String name) {
        return parse(name, STATUSES_EXPECTED, SourceSettings::parseStatuses).orElse(Map.of());
    }

    /** One of the given values, matched without regard to case. */
    public <T extends Enum<T>> T oneOf(String name, Class<T> type, T otherwise) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(SourceSettings::written)
                .toList();
        return parse(
                        name,
                        "one of " + String.join(", ", names),
                        text -> Arrays.stream(type.getEnumConstants())
                                .filter(constant -> written(constant).equalsIgnoreCase(text))
                                .findFirst()
                                .orElseThrow(IllegalArgumentException::new))
                .orElse(otherwise);
    }

    /** {@code STATIC_TOKEN} is written {@code static-token}; a name that is no Java constant's stays as it is. */
    private static String written(Enum<?> constant) {
        String name = constant.name();
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', '-')
                : name;
    }

    /** @throws IllegalArgumentException if there is a setting of another name */
    public void requireKnown(Set<String> known) {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "no setting named \"" + name + "\"; have " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private <T> Optional<T> parse(String name, String expected, Function<String, T> parser) {
        return text(name).map(text -> {
            try {
                return parser.apply(text.strip());
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        "setting " + name + " is \"" + text + "\", but takes " + expected, e);
            }
        });
    }

    /** By its name: PostgreSQL reads offsets, such as +02:00, the other way round. */
    private static ZoneId parseZone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException();
        }
        return ZoneId.of(text);
    }

    private static boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-tokens">RFC 9110, tokens</a> */
    private static String parseHeader(String text) {
        if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static Duration parseDuration(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String iso = upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper;
        Duration duration = Duration.parse(iso);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException();
        }
        return duration;
    }

    private static int parseCount(String text) {
        int count = Integer.parseInt(text);
        if (count < 1) {
            throw new IllegalArgumentException();
        }
        return count;
    }

    private static String parseCurrency(String text) {
        if (!text.matches("[A-Za-z]{3}")) {
            throw new IllegalArgumentException();
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static Map<String, ReservationStatus> parseStatuses(String text) {
        Map<String, ReservationStatus> statuses = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            String[] theirsAndOurs = entry.split("=", -1);
            String theirs = theirsAndOurs[0].strip();
            if (theirsAndOurs.length != 2 || theirs.isEmpty()) {
                throw new IllegalArgumentException();
            }
            var ours = ReservationStatus.parse(theirsAndOurs[1].toLowerCase(Locale.ROOT));
            if (statuses.put(theirs, ours) != null) {
                throw new IllegalArgumentException();
            }
        }
        return statuses;
    }
}
