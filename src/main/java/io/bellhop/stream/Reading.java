package io.bellhop.stream;

import io.bellhop.database.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all readers of this replica read from. */
@Singleton
final class Reading {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final Tail tail;
    private final StreamStore store;
    private final Turns turns;
    private final Retention retention;
    private final StreamConfig config;

    Reading(Tail tail, StreamStore store, Retention retention, StreamConfig config) {
        this.tail = tail;
        this.store = store;
        this.turns = Turns.each(config.queries(), config.maxReaders(), TIME_LIMIT);
        this.retention = retention;
        this.config = config;
    }

    Tail tail() {
        return tail;
    }

    Course course(Selection selection) {
        return new Course(selection, config.pageEvents(), config.pageBytes().asLongValue());
    }

    Optional<Instant> gapAfter(Position position) {
        return retention.gapAfter(position);
    }

    Uni<StreamStore.Scan> heads(Course.Next.Heads next, Selection selection) {
        return turns.ask(() -> store.heads(next.step(), next.after(), selection.source()));
    }

    Uni<List<StoredEvent>> events(Course.Next.Events next, Selection selection) {
        return turns.ask(() -> store.events(next.heads(), selection.data()));
    }
}
