package io.bellhop.ingress;

import java.util.regex.Pattern;

/** The rule for a source's name, which stands in URLs, metrics and logs. */
final class SourceName {

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private SourceName() {}

    /** @throws IllegalArgumentException if it is not lower-case letters, digits and dashes, at most 63 */
    static void check(String name) {
        if (!PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException("a source's name is lower-case letters, digits and dashes, at most 63");
        }
    }
}
