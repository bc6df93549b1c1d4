package io.bellhop.registration;

import io.bellhop.provider.SafeAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fields of a webhook may hold, whoever the provider is. Every message begins with the field's name. */
final class WebhookRules {

    /** What carries the request itself. */
    private static final Set<String> RESERVED = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_ENTRIES = 20;

    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Pattern LINE = Pattern.compile("[ -~]*");

    /** RFC 9110, 5.6.2: a token. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private WebhookRules() {}

    /** Without a slash at its end. */
    static String address(String field, String text) {
        try {
            return SafeAddress.parse(text(field, text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    field + " is an https address without user, arguments or fragment; http only of this machine");
        }
    }

    /** Names joined by a semicolon, each once, or an asterisk. */
    static String mask(String text) {
        List<String> names =
                Stream.of(text.split(";", -1)).map(String::strip).distinct().toList();
        require(
                text.length() <= MAX_LENGTH && names.stream().allMatch(name -> isText(name, VISIBLE)),
                "event_mask",
                "is *, or names joined by ; with none of them blank");
        require(names.size() == 1 || !names.contains("*"), "event_mask", "is either * or names");
        return String.join(";", names);
    }

    static String text(String field, String text) {
        require(isText(text, VISIBLE), field, "is letters, digits and signs of ASCII, without blanks");
        return text;
    }

    static Map<String, String> requestParams(Map<String, String> values) {
        bound("request_params", values);
        require(
                values.keySet().stream().allMatch(name -> isText(name, VISIBLE)),
                "request_params",
                "have names of letters, digits and signs of ASCII");
        return values;
    }

    static Map<String, String> headers(Map<String, String> values) {
        bound("headers", values);
        Set<String> names = values.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        require(values.keySet().stream().allMatch(name -> isText(name, HEADER)), "headers", "have names of headers");
        require(names.size() == values.size(), "headers", "have each name once, whatever its case");
        require(
                names.stream().noneMatch(RESERVED::contains),
                "headers",
                "must not have those that carry the request itself, such as Host or Content-Type");
        return values;
    }

    private static void bound(String field, Map<String, String> values) {
        require(values.size() <= MAX_ENTRIES, field, "are " + MAX_ENTRIES + " at most");
        require(
                values.values().stream()
                        .allMatch(value -> value != null
                                && value.length() <= MAX_LENGTH
                                && LINE.matcher(value).matches()),
                field,
                "have values of ASCII in one line, " + MAX_LENGTH + " characters at most, none of them null");
    }

    private static boolean isText(String text, Pattern pattern) {
        return text.length() <= MAX_LENGTH && pattern.matcher(text).matches();
    }

    private static void require(boolean right, String field, String rule) {
        if (!right) {
            throw new IllegalArgumentException(field + " " + rule);
        }
    }
}
