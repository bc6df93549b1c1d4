package io.bellhop.registration;

import io.bellhop.provider.RegisteredWebhook;
import java.util.ArrayList;
import java.util.List;

/**
 * What is there of a webhook, beside what is wanted.
 *
 * @param present null if it is not there
 */
record Standing(State state, RegisteredWebhook present, List<Drift> drift) {

    static final Standing UNKNOWN = new Standing(State.UNKNOWN, null, List.of());

    private static final Standing ABSENT = new Standing(State.ABSENT, null, List.of());

    /**
     * @param drift of the webhook that was found, but for its duplicates; none if it was not
     * @param othersAccepted of each other webhook at the same address that does not bring the newest secret, whether what it
     *     brings is still one of the source's
     */
    static Standing of(Found found, List<Drift> drift, List<Boolean> othersAccepted) {
        if (found.webhook() == null) {
            return ABSENT;
        }
        List<Drift> all = new ArrayList<>(drift);
        if (!found.duplicates().isEmpty()) {
            all.add(Drift.duplicates(found.duplicates().size()));
        }
        if (!othersAccepted.isEmpty()) {
            all.add(Drift.others(othersAccepted));
        }
        return new Standing(all.isEmpty() ? State.REGISTERED : State.DRIFTED, found.webhook(), List.copyOf(all));
    }

    /** Whether requests bring the newest secret, whatever else is not as wanted. */
    boolean bringsNewestSecret() {
        return present != null && drift.stream().allMatch(one -> one.accepted() == null);
    }

    /** For the log. */
    List<String> fields() {
        return drift.stream().map(Drift::field).toList();
    }
}
