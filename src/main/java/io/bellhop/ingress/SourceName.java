package io.bellhop.ingress;

import io.bellhop.event.NewEvent;
import java.util.regex.Pattern;

/** The rule for a source's name, which stands in URLs, metrics and logs. */
final class SourceName {

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private SourceName() {}

    /** @throws IllegalArgumentException if it is not lower-case letters, digits and dashes, at most 63, or the gateway's own */
    static void check(String name) {
        if (!PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException("a source's name is lower-case letters, digits and dashes, at most 63");
        }
        if (name.equals(NewEvent.GATEWAY)) {
            throw new IllegalArgumentException("a source has another name than the gateway's own, " + NewEvent.GATEWAY);
        }
    }
}
