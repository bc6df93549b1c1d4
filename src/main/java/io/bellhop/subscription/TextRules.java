package io.bellhop.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What texts of a subscription have to be like. Each rule fails with an {@link IllegalArgumentException} fit for an answer. */
final class TextRules {

    private static final int MAX_NAME = 100;
    private static final int MAX_VALUE = 4096;

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, tokens</a> */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /** Visible characters of ASCII, and blanks and tabs within: what lies beyond is read differently by different servers. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([\t -~]*[!-~])?");

    /** Of the connection, of the message's framing, and those that say who sends what: they are the gateway's. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "cookie",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private static final List<String> RESERVED_BEGINNINGS = List.of("ce-", "content-", "proxy-", "webhook-");

    private static final String RESERVED_WORDS =
            String.join(", ", RESERVED.stream().sorted().toList()) + " and those that begin with "
                    + String.join(", ", RESERVED_BEGINNINGS);

    private TextRules() {}

    static String name(String text) {
        if (!isPrintable(text, MAX_NAME) || !text.equals(text.strip()) || text.isEmpty()) {
            throw new IllegalArgumentException(
                    "takes 1 to " + MAX_NAME + " printable characters that neither begin nor end with a blank");
        }
        return text;
    }

    static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("takes the id of a venue, as 01a1fe52-0ce3-7b97-a18d-d883739ba859");
        }
        return UUID.fromString(text);
    }

    static void param(String name, String value, Collection<String> namesBefore) {
        if (name.isEmpty() || !isPrintable(name, MAX_NAME) || !isPrintable(value, MAX_VALUE)) {
            throw new IllegalArgumentException("takes names of 1 to " + MAX_NAME + ", and values of at most "
                    + MAX_VALUE + " printable characters");
        }
    }

    static void header(String name, String value, Collection<String> namesBefore) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("takes names of 1 to 100 letters, digits and !#$%&'*+-.^_`|~");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || RESERVED_BEGINNINGS.stream().anyMatch(lower::startsWith)) {
            throw new IllegalArgumentException("takes none that the gateway sets itself: " + RESERVED_WORDS);
        }
        if (namesBefore.stream().anyMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("takes each name once; capitals make no difference");
        }
        if (value.length() > MAX_VALUE || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "takes values of 1 to " + MAX_VALUE + " visible characters of ASCII, with blanks within only");
        }
    }

    private static boolean isPrintable(String text, int max) {
        return text.codePointCount(0, text.length()) <= max && text.codePoints().allMatch(TextRules::isPrintable);
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
