package io.bellhop.registration;

import io.bellhop.provider.RegisteredWebhook;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What may be shown of a webhook that is at a provider, whoever put it there. */
final class Shown {

    private static final String REDACTED = "[redacted]";

    private static final int MAX_LENGTH = 1000;

    private Shown() {}

    /** By field, in alphabetical order. */
    static Map<String, String> fields(RegisteredWebhook webhook, Predicate<String> isSecret) {
        Map<String, String> shown = new TreeMap<>();
        webhook.fields().forEach((name, value) -> shown.put(name, isSecret.test(name) ? REDACTED : text(value)));
        return shown;
    }

    /** Without what follows the path of an address, and who it is for: either may be a secret. Null stays null. */
    static String text(String value) {
        if (value == null) {
            return null;
        }
        String shown = value.replaceAll("://[^/?#]*@", "://" + REDACTED + "@").replaceAll("[?#].*", "?" + REDACTED);
        return shown.length() <= MAX_LENGTH ? shown : shown.substring(0, MAX_LENGTH);
    }
}
