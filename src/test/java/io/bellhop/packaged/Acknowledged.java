package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The ids of all events that a gateway has answered 202, over any number of its lives. */
final class Acknowledged {

    private final Set<UUID> ids = ConcurrentHashMap.newKeySet();

    void add(UUID id) {
        ids.add(id);
    }

    int count() {
        return ids.size();
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
