package io.bellhop.outbound;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a source shows to its provider's API, by name, as in {@code client-id} and {@code client-secret}. */
public final class Credentials {

    private final Map<String, String> values;

    /** @throws IllegalArgumentException if one is blank */
    public Credentials(Map<String, String> values) {
        values.forEach((name, value) -> {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("credential " + name + " is blank");
            }
        });
        this.values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException if one of another name is there, or one of these is missing */
    public void requireExactly(Set<String> names) {
        if (!values.keySet().equals(names)) {
            throw new IllegalArgumentException(
                    names.isEmpty()
                            ? "this provider has no API that takes credentials"
                            : "credentials have to be " + String.join(", ", new TreeSet<>(names)) + "; have "
                                    + (values.isEmpty() ? "none" : String.join(", ", names())));
        }
    }

    /** In alphabetical order. */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /** For a call, or for sealing it; nothing else may show it. */
    public String reveal(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("credential " + name + " is missing");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials && credentials.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Credentials[redacted]";
    }
}
