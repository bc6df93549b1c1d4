package io.bellhop.venue;

import io.bellhop.Api;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** A venue in the database, of a source of its own: Example Bistro. */
final class StoredVenue {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private static final String VENUE = """
            insert into venue (source, reference, id, name, versions, created_at, updated_at)
            values ($1, 'v1', $2, 'Example Bistro', '{}', now(), now())
            """;

    private static final String PULLED = """
            insert into pulled_content (source, subject, sha256, generation, pulled_at)
            values ($1, 'venue/v1', '', 1, $2)
            on conflict (source, subject) do update set pulled_at = excluded.pulled_at
            """;

    final UUID id = UUID.randomUUID();
    final String source = "test-" + id;
    private final Pool pool;

    StoredVenue(Pool pool) {
        this.pool = pool;
        run(VENUE, source, id);
    }

    StoredVenue pulled(Instant at) {
        run(PULLED, source, at.atOffset(ZoneOffset.UTC));
        return this;
    }

    StoredVenue named(String name) {
        run("update venue set name = $2 where source = $1", source, name);
        return this;
    }

    /** @param kept tags that the caller has; null for none */
    Response get(String kept) {
        return get("/" + id, kept);
    }

    Response list(String kept) {
        return get("?source=" + source, kept);
    }

    private static Response get(String path, String kept) {
        return (kept == null ? Api.asAdmin() : Api.asAdmin().header("If-None-Match", kept))
                .get("/api/v1/venues" + path);
    }

    private void run(String sql, Object... arguments) {
        pool.preparedQuery(sql).execute(Tuple.from(arguments)).await().atMost(TIME_LIMIT);
    }
}
