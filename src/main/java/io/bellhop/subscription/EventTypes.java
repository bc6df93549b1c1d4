package io.bellhop.subscription;

import io.bellhop.event.NewEvent;
import io.bellhop.provider.Providers;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All the types that events may have. */
@Singleton
final class EventTypes {

    private final SortedMap<String, List<String>> tellers;

    EventTypes(Providers providers) {
        SortedMap<String, List<String>> all = new TreeMap<>(providers.eventTypes());
        Stream.of(NewEvent.UNREADABLE, NewEvent.UNKNOWN).forEach(type -> all.put(type, providers.names()));
        Stream.of(NewEvent.SUBSCRIPTION_FAILING, NewEvent.SUBSCRIPTION_DISABLED, NewEvent.SUBSCRIPTION_TEST)
                .forEach(type -> all.put(type, List.of()));
        this.tellers = Collections.unmodifiableSortedMap(all);
    }

    /** By type, the names of the providers that tell it; none of what happens in the gateway itself. In alphabetical order. */
    SortedMap<String, List<String>> tellers() {
        return tellers;
    }

    /**
     * Whether each name of the mask has a meaning.
     *
     * @param known those that it had before, whatever has become of them
     * @throws IllegalArgumentException that says which has none by its place, and all that have one
     */
    void require(EventMask mask, List<String> known) {
        for (int i = 0; i < mask.names().size(); i++) {
            String name = mask.names().get(i);
            EventMask alone = new EventMask(List.of(name));
            if (!known.contains(name) && tellers.keySet().stream().noneMatch(alone::matches)) {
                throw new IllegalArgumentException("no event has a type as name " + (i + 1)
                        + " of it says; the types that there are: " + String.join(", ", tellers.keySet()));
            }
        }
    }
}
