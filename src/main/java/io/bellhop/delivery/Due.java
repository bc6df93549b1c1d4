package io.bellhop.delivery;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * A delivery that is due.
 *
 * @param lost whoever had its last attempt never told how that ended
 * @param blocked it has to wait for another of its subject
 */
record Due(UUID delivery, UUID subscription, Lane lane, OffsetDateTime dueAt, boolean lost, boolean blocked) {

    private static final Comparator<Due> FIRST_ATTEMPTS_FIRST =
            Comparator.comparing(Due::lane).thenComparing(Due::dueAt);

    /**
     * Those that are not blocked: of each subscription as many as its rate allows, first attempts before others; the first of each before the second of any,
     * so that a limit hits all alike. Pure.
     *
     * @param allowed by subscription
     * @param limit of all
     */
    static List<Due> choose(List<Due> found, ToIntFunction<UUID> allowed, int limit) {
        Map<UUID, Integer> taken = new HashMap<>();
        List<List<Due>> byPlace = new ArrayList<>();
        found.stream().filter(one -> !one.blocked).sorted(FIRST_ATTEMPTS_FIRST).forEach(one -> {
            int place = taken.merge(one.subscription(), 1, Integer::sum);
            if (place <= allowed.applyAsInt(one.subscription())) {
                if (byPlace.size() < place) {
                    byPlace.add(new ArrayList<>());
                }
                byPlace.get(place - 1).add(one);
            }
        });
        return byPlace.stream().flatMap(List::stream).limit(limit).toList();
    }
}
