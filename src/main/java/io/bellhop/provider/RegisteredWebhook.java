package io.bellhop.provider;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A webhook that is at a provider.
 *
 * @param reference the provider's id of it; null if the provider gives none
 * @param fields what it is set to, each under one name, as in {@code headers.X-Example}; a field without a value is not
 *     there. Names are the same whatever their case, as headers are.
 */
public record RegisteredWebhook(String reference, Map<String, String> fields) {

    public RegisteredWebhook {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        fields = Collections.unmodifiableMap(copy);
    }

    /** Without its fields: some hold a secret. */
    @Override
    public String toString() {
        return "RegisteredWebhook[" + reference + ", " + fields.size() + " fields]";
    }
}
