package io.bellhop.pull;

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

/** What things without a version were at the last pull: all by which one can tell that they are another now. */
@Singleton
final class PulledContents {

    private static final String LOAD = """
            select subject, sha256, generation from pulled_content where source = $1 and subject = any($2::text[])
            """;

    private static final String SAVE = """
            insert into pulled_content as held (source, subject, sha256, generation, pulled_at)
            select $1, subject, sha256, 1, $4 from unnest($2::text[], $3::text[]) as pulled (subject, sha256)
            order by subject
            on conflict (source, subject) do update
                set generation = held.generation + (held.sha256 <> excluded.sha256)::int,
                    sha256 = excluded.sha256, pulled_at = excluded.pulled_at
            """;

    private final Pool pool;
    private final InstantSource clock;

    PulledContents(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** @param generation how often it has changed, from 1: a thing may become what it was before */
    record Content(String sha256, int generation) {}

    /** By subject. */
    Uni<Map<String, Content>> load(String source, Collection<String> subjects) {
        return pool.preparedQuery(LOAD)
                .execute(Tuple.of(source, subjects.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Content> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString(0), new Content(row.getString(1), row.getInteger(2))));
                    return found;
                });
    }

    /** After their events are stored: a crash between leaves a duplicate of the same key, nothing lost. */
    Uni<Void> save(String source, Map<String, String> sha256BySubject) {
        if (sha256BySubject.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(
                        source,
                        sha256BySubject.keySet().toArray(String[]::new),
                        sha256BySubject.values().toArray(String[]::new),
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
