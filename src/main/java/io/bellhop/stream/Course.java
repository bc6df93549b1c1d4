package io.bellhop.stream;

import io.bellhop.stream.StreamStore.Scan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** Where one reader is, and what has to be read for it next: pages of a step, and after it the next one. */
final class Course {

    private final Selection selection;
    private final int pageEvents;
    private final long pageBytes;
    private final Deque<Head> heads = new ArrayDeque<>();
    private Step step;
    private boolean more;
    private UUID scanned;
    private Position position;

    Course(Selection selection, int pageEvents, long pageBytes) {
        this.selection = selection;
        this.pageEvents = pageEvents;
        this.pageBytes = pageBytes;
    }

    /** What to read. */
    sealed interface Next {

        /** The heads of the step whose ids are greater. */
        record Heads(Step step, UUID after) implements Next {}

        /** These events. */
        record Events(List<Head> heads) implements Next {}

        /** Nothing until there is a step from this mark. */
        record Nothing(Mark at) implements Next {}
    }

    void begin(Position start) {
        position = start;
        if (start.to() != null) {
            step = Step.unknown(start.from(), start.to());
            more = true;
            scanned = start.afterId();
        }
    }

    /** To be resumed from by a reader that has got all that was sent. */
    Position position() {
        return position;
    }

    Next next() {
        if (!heads.isEmpty()) {
            return new Next.Events(page());
        }
        if (step != null && more) {
            return new Next.Heads(step, scanned);
        }
        if (step != null) {
            position = Position.at(step.to());
            step = null;
        }
        return new Next.Nothing(position.from());
    }

    void enter(Step entered) {
        step = entered;
        position = Position.at(entered.from());
        scanned = position.afterId();
        more = entered.heads().isEmpty();
        entered.heads().ifPresent(this::choose);
    }

    void found(Scan scan) {
        choose(scan.heads());
        more = scan.more();
        if (scan.last() != null) {
            scanned = scan.last().value();
            if (heads.isEmpty()) {
                position = new Position(step.from(), step.to(), scan.last());
            }
        }
    }

    private void choose(List<Head> found) {
        found.stream().filter(selection::takes).forEach(heads::add);
    }

    /** They are at hand, and sent before anything else is asked for. */
    void read(List<Head> page) {
        page.forEach(head -> heads.remove());
    }

    void sent(StoredEvent sent) {
        position = new Position(step.from(), step.to(), sent.event().id());
    }

    /** As many as a page holds, one at least. */
    private List<Head> page() {
        List<Head> page = new ArrayList<>();
        long bytes = 0;
        for (Head head : heads) {
            bytes += selection.data() ? head.bodyBytes() : 0;
            if (!page.isEmpty() && (page.size() == pageEvents || bytes > pageBytes)) {
                break;
            }
            page.add(head);
        }
        return page;
    }
}
