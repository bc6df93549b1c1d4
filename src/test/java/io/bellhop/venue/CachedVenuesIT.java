package io.bellhop.venue;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.event.Origin;
import io.bellhop.state.Occurrence;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CaffeineCache;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read is given again until it is told that it changed. */
@QuarkusTest
class CachedVenuesIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    Venues venues;

    @Inject
    @CacheName("venue")
    Cache cache;

    @BeforeEach
    void nothingExpires() {
        cache.as(CaffeineCache.class).setExpireAfterWrite(Duration.ofHours(1));
    }

    @AfterEach
    void everythingExpiresAtOnce() {
        cache.as(CaffeineCache.class).setExpireAfterWrite(Duration.ZERO);
        cache.invalidateAll().await().atMost(TIME_LIMIT);
    }

    @Test
    void theDatabaseIsNotAskedAgain() {
        StoredVenue bistro = new StoredVenue(pool);
        bistro.get(null).then().statusCode(200);
        bistro.list(null).then().statusCode(200);

        bistro.named("Changed without a word");

        bistro.get(null).then().statusCode(200).body("name", is("Example Bistro"));
        bistro.list(null).then().statusCode(200).body("items[0].name", is("Example Bistro"));
    }

    @Test
    void aChangeShowsOnEveryReplicaOnceItIsCommitted() {
        StoredVenue bistro = new StoredVenue(pool);
        bistro.get(null).then().statusCode(200);
        bistro.list(null).then().statusCode(200);

        learn(bistro.source, "v1", "Example Trattoria");

        await().atMost(TIME_LIMIT).untilAsserted(() -> bistro.get(null).then().body("name", is("Example Trattoria")));
        bistro.list(null).then().body("items[0].name", is("Example Trattoria"));
    }

    @Test
    void aNewVenueIsListedOnceItIsCommitted() {
        StoredVenue bistro = new StoredVenue(pool);
        bistro.list(null).then().statusCode(200).body("items", hasSize(1));

        learn(bistro.source, "v2", null);

        await().atMost(TIME_LIMIT).untilAsserted(() -> bistro.list(null).then().body("items", hasSize(2)));
    }

    private void learn(String source, String reference, String name) {
        Instant now = Instant.now();
        EventId id = new EventId(UUID.randomUUID());
        Event event = new Event(id, source, "unknown", null, null, Origin.PULL, null, now, now, "key", null, null, 2);
        VenueChange change = VenueChange.named(reference, new Version(now), name);
        pool.withTransaction(connection -> venues.apply(connection, List.of(new Occurrence<>(event, change))))
                .await()
                .atMost(TIME_LIMIT);
    }
}
