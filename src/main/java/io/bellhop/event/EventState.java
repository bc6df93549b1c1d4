package io.bellhop.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How far the processing of an event is. */
public enum EventState {

    /** It waits to be processed. */
    PENDING("id in (select event_id from unprocessed_event)"),

    /** It failed and will be tried again. */
    RETRYING("id in (select event_id from failed_event where retry_at is not null)"),

    /** It failed for the last time and is set aside for a person: a dead letter. */
    DEAD("id in (select event_id from failed_event where retry_at is null)"),

    PROCESSED("not exists (select from unprocessed_event where event_id = id)"
            + " and not exists (select from failed_event where event_id = id)");

    private final String condition;

    EventState(String condition) {
        this.condition = condition;
    }

    /** @throws IllegalArgumentException if it is none of them */
    static EventState parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.toString().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    /** In SQL, of an event's {@code id}. */
    String condition() {
        return condition;
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
