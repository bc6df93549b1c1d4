package io.bellhop.processing;

import io.bellhop.change.Change;
import io.bellhop.event.EventId;
import io.bellhop.processing.KnownSources.KnownSource;
import io.bellhop.provider.UnreadablePayloadException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Says what a stored event means, without processing it. */
@Singleton
final class Meaning {

    private final Pool pool;
    private final ProcessingStore store;
    private final KnownSources sources;

    Meaning(Pool pool, ProcessingStore store, KnownSources sources) {
        this.pool = pool;
        this.store = store;
        this.sources = sources;
    }

    /**
     * Its changes; empty if there is no such event. Fails with {@link NotUnderstoodException}, which says why, if it cannot be
     * understood
     */
    Uni<Optional<List<Change>>> of(EventId id) {
        return pool.withConnection(connection -> store.find(connection, id).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            Claimed event = found.get();
            String source = event.event().source();
            return sources.named(connection, List.of(source))
                    .map(known -> Optional.of(changes(event, known.get(source))));
        }));
    }

    private static List<Change> changes(Claimed event, KnownSource source) {
        try {
            return Translation.translate(event.event(), event.body(), source);
        } catch (UnreadablePayloadException | UnknownSourceException e) {
            throw new NotUnderstoodException(e);
        }
    }
}
