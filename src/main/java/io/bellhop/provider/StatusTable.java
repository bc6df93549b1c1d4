package io.bellhop.provider;

import io.bellhop.change.ReservationStatus;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a provider's statuses mean in ours; {@code No Show}, {@code no-show} and {@code NO_SHOW} are the same to it. */
public final class StatusTable {

    private final Map<String, ReservationStatus> meanings = new HashMap<>();

    public StatusTable(Map<String, ReservationStatus> meanings) {
        meanings.forEach((theirs, ours) -> this.meanings.put(normalized(theirs), ours));
    }

    /** This one, with what it lacks or has otherwise. */
    public StatusTable with(Map<String, ReservationStatus> more) {
        StatusTable both = new StatusTable(meanings);
        more.forEach((theirs, ours) -> both.meanings.put(normalized(theirs), ours));
        return both;
    }

    /** Null if it means none of ours, as null does. */
    public ReservationStatus meaning(String theirs) {
        return theirs == null ? null : meanings.get(normalized(theirs));
    }

    private static String normalized(String status) {
        return status.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
