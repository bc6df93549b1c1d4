package io.bellhop.venue;

import io.bellhop.api.Page;
import io.bellhop.database.Notifications;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Venues as they were read last. All of it is forgotten when a replica tells that a venue has changed, and in any case after
 * {@code bellhop.venue.cache.expire-after}: no answer is older than that.
 */
@Singleton
final class CachedVenues {

    private static final Logger LOG = Logger.getLogger(CachedVenues.class);

    private final VenueReader reader;
    private final Cache cache;
    private final VenueConfig config;
    private final InstantSource clock;

    CachedVenues(VenueReader reader, @CacheName("venue") Cache cache, VenueConfig config, InstantSource clock) {
        this.reader = reader;
        this.cache = cache;
        this.config = config;
        this.clock = clock;
    }

    private record PageKey(VenueFilter filter, int size) {}

    void start(@Observes @Priority(50) StartupEvent event, Notifications notifications) {
        notifications.listen(
                Venues.CHANNEL,
                () -> cache.invalidateAll()
                        .subscribe()
                        .with(done -> {}, failure -> LOG.errorf("venues.not_forgotten reason=%s", failure)));
    }

    Uni<Optional<Venue>> find(UUID id) {
        return cache.getAsync(id, reader::find).map(found -> found.map(this::asOfNow));
    }

    /** The newest first. */
    Uni<Page<Venue>> page(VenueFilter filter, int size) {
        return cache.getAsync(
                        new PageKey(filter, size),
                        key -> reader.list(filter, size + 1).map(found -> Page.of(found, size, Venue::id)))
                .map(page -> new Page<>(page.items().stream().map(this::asOfNow).toList(), page.next()));
    }

    private Venue asOfNow(Venue venue) {
        Instant pulledAt = venue.pulledAt();
        boolean stale = pulledAt != null && pulledAt.isBefore(clock.instant().minus(config.staleAfter()));
        return stale ? venue.asStale() : venue;
    }
}
