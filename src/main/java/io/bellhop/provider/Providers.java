package io.bellhop.provider;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All the providers there are, by name. */
@Singleton
public final class Providers {

    private final Map<String, Provider> byName = new TreeMap<>();

    Providers(@All List<Provider> all) {
        all.forEach(provider -> byName.put(provider.name(), provider));
    }

    /** @throws IllegalArgumentException if there is none of that name; the message has those there are */
    public Provider named(String name) {
        Provider provider = byName.get(name);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "no provider named \"" + name + "\"; have " + String.join(", ", byName.keySet()));
        }
        return provider;
    }

    /** Who tells each type of events: the names of the providers. Both in alphabetical order. */
    public SortedMap<String, List<String>> eventTypes() {
        SortedMap<String, List<String>> tellers = new TreeMap<>();
        byName.forEach((name, provider) -> provider.eventTypes()
                .forEach(type -> tellers.computeIfAbsent(type, unheard -> new ArrayList<>())
                        .add(name)));
        return tellers;
    }

    /** In alphabetical order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
