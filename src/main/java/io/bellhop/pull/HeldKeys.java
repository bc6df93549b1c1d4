package io.bellhop.pull;

import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which keys stand for an event, and how that came to us. */
@Singleton
final class HeldKeys {

    private static final String FIND = """
            select held.key, event.origin from idempotency_key as held left join event on event.id = held.event_id
            where held.source = $1 and held.key = any($2::text[]) and held.expires_at > $3
            """;

    private final Pool pool;
    private final InstantSource clock;

    HeldKeys(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Those of the keys that are held; without an origin if the event itself has passed its retention. */
    Uni<Map<IdempotencyKey, Optional<Origin>>> find(String source, Collection<IdempotencyKey> keys) {
        Instant now = clock.instant();
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        source,
                        keys.stream().map(IdempotencyKey::value).toArray(String[]::new),
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<IdempotencyKey, Optional<Origin>> held = new HashMap<>();
                    rows.forEach(row -> held.put(
                            new IdempotencyKey(row.getString(0)),
                            Optional.ofNullable(row.getString(1)).map(Origin::parse)));
                    return held;
                });
    }
}
