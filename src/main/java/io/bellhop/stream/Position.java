package io.bellhop.stream;

import io.bellhop.event.EventId;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader has come: it has got all that {@code from} sees and, of what {@code to} sees beyond that, in the order of
 * ids, everything up to {@code after}. It says nothing of what was selected, so that may change between two streams.
 *
 * <p>Events become visible in the order of their commits, and ids are made before: one with a smaller id may follow one
 * with a greater. So it is not an id that tells what is new, but which transactions a snapshot of PostgreSQL has seen.
 *
 * @param to null if there is nothing beyond {@code from} yet
 * @param after null if nothing of that has been sent
 */
record Position(Mark from, Mark to, EventId after) {

    private static final int MAX_LENGTH = 8000;
    private static final Pattern TEXT =
            Pattern.compile("at-(?<mark>[0-9.]+)|(?<id>evt_[0-9a-f]{32})(-(?<from>[0-9.]+)-(?<to>[0-9.]+))?");

    /** All that the mark sees. */
    static Position at(Mark mark) {
        return new Position(mark, null, null);
    }

    /**
     * Reads what {@link #toString} wrote, or an event's id: of that it is not known what came late before it, so as much as
     * can have is sent again.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Position parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            throw new IllegalArgumentException("not a position");
        }
        if (matcher.group("mark") != null) {
            return at(Mark.parse(matcher.group("mark")));
        }
        EventId id = EventId.parse(matcher.group("id"));
        return matcher.group("from") == null
                ? at(Mark.before(id))
                : new Position(Mark.parse(matcher.group("from")), Mark.parse(matcher.group("to")), id);
    }

    /**
     * The same, if the store can have been there. One that was restored to an earlier state counts its transactions anew, and
     * nothing is known of them.
     */
    Position within(Mark now) {
        boolean ours = from.isBefore(now) && (to == null || to.isBefore(now));
        return ours ? this : at(from.forgotten());
    }

    UUID afterId() {
        return after == null ? new UUID(0, 0) : after.value();
    }

    @Override
    public String toString() {
        return to == null || after == null ? "at-" + from : after + "-" + from + "-" + to;
    }
}
