package io.bellhop.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers that a request is asked to have: none that could end it early or begin another. */
final class RequestHeaders {

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, 5.6.2: token</a> */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110, 5.5: field values</a> */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /** Where a request goes, and where it ends, is not for its headers to say. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "upgrade",
            "expect",
            "te",
            "trailer");

    private RequestHeaders() {}

    /** What is wrong with the first of them that is; says no value. */
    static Optional<String> refusal(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(RequestHeaders::refusal)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> refusal(Entry<String, String> header) {
        if (header.getKey() == null || !NAME.matcher(header.getKey()).matches()) {
            return Optional.of("the name of a header holds what it cannot");
        }
        if (OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
            return Optional.of("the header " + header.getKey() + " is not the sender's to set");
        }
        if (header.getValue() == null || !VALUE.matcher(header.getValue()).matches()) {
            return Optional.of("the value of the header " + header.getKey() + " holds what it cannot");
        }
        return Optional.empty();
    }
}
