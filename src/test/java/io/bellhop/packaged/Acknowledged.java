package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The ids of all events that a gateway has answered 202, over any number of its lives. */
final class Acknowledged {

    private final Set<UUID> ids = ConcurrentHashMap.newKeySet();

    void add(UUID id) {
        ids.add(id);
    }

    int count() {
        return ids.size();
    }

    /** Each of them with each of these, as in {@code /one 8b5a8f03-10cc-561b-a853-e3c85919893f}. */
    Set<String> keys(List<String> paths) {
        return ids.stream()
                .flatMap(id -> paths.stream().map(path -> path + ' ' + id))
                .collect(Collectors.toSet());
    }

    /** More may be stored: the answer may not have come through. */
    void requireAllStoredOnce(List<String> storedKeys) {
        Set<String> stored = new HashSet<>(storedKeys);
        System.out.printf("acknowledged=%d stored=%d%n", ids.size(), storedKeys.size());
        assertThat(ids).isNotEmpty();
        assertThat(storedKeys).hasSameSizeAs(stored);
        assertThat(ids).allSatisfy(id -> assertThat(stored).contains("roomz|" + id));
    }
}
