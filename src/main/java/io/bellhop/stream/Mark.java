package io.bellhop.stream;

import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the store held at one moment.
 *
 * @param takenAt by the database's clock, to the millisecond
 */
record Mark(Snapshot snapshot, Instant takenAt) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\.(\\d{1,18}(\\.\\d{1,18})+)");

    /** Within an hour no two transactions are 2^31 apart, so the lower bits of their ids tell them apart. */
    private static final Duration TOLD_APART = Duration.ofHours(1);

    /** Of the time at which the event was stored, and of which nothing else is known. */
    static Mark before(EventId id) {
        return new Mark(Snapshot.NOTHING, EventIds.storedAt(id.value()));
    }

    /** The same time, and nothing known to have been seen. */
    Mark forgotten() {
        return new Mark(Snapshot.NOTHING, takenAt);
    }

    /** Of the same store; not of one that was restored to an earlier state and counts its transactions anew. */
    boolean isBefore(Mark other) {
        return snapshot.xmin() <= other.snapshot.xmin() && snapshot.xmax() <= other.snapshot.xmax();
    }

    /** @throws IllegalArgumentException if it is none */
    static Mark parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a mark");
        }
        return new Mark(Snapshot.parseDotted(matcher.group(2)), Instant.ofEpochMilli(Long.parseLong(matcher.group(1))));
    }

    /** What was not committed yet has a greater id. */
    UUID floor(Duration late) {
        return EventIds.floor(takenAt.minus(late));
    }

    /** From this id on an event is certainly not seen, whatever its transaction's lower bits say. */
    UUID end() {
        return EventIds.floor(snapshot.equals(Snapshot.NOTHING) ? Instant.EPOCH : takenAt.plus(TOLD_APART));
    }

    /** Whether the event was there. @param low the lower 32 bits of the id of the transaction that stored it */
    boolean sees(EventId id, int low) {
        Instant storedAt = EventIds.storedAt(id.value());
        if (snapshot.equals(Snapshot.NOTHING) || !storedAt.isBefore(takenAt.plus(TOLD_APART))) {
            return false;
        }
        return storedAt.isBefore(takenAt.minus(TOLD_APART)) || snapshot.sees(low);
    }

    @Override
    public String toString() {
        return takenAt.toEpochMilli() + "." + snapshot.dotted();
    }
}
