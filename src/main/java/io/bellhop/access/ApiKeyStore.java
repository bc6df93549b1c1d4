package io.bellhop.access;

import io.bellhop.database.Turns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/** The keys that are let in, by their hash. */
@Singleton
final class ApiKeyStore {

    /** Anybody can show a key, and each is a query: of the connections, these may be busy with that. */
    private static final int AT_ONCE = 4;

    private static final int MAX_WAITING = 100;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private static final String FIND = "select name, role from api_key where hash = $1";

    private static final String SET = """
            insert into api_key (name, role, hash, created_at) values ($1, $2, $3, $4)
            on conflict (name) do update set role = excluded.role, hash = excluded.hash, created_at = excluded.created_at
                where api_key.hash <> excluded.hash
            """;

    /** For a table that nobody has written to; of two replicas that start at once, one wins. */
    private static final String SET_FIRST = """
            insert into api_key (name, role, hash, created_at)
            select $1, $2, $3, $4 where not exists (select from api_key)
            on conflict (name) do nothing
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final Turns lookups = Turns.within(AT_ONCE, MAX_WAITING, TIME_LIMIT);

    ApiKeyStore(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Who holds a key. */
    record Holder(String name, String role) {}

    /** Asked each time, so that a key that is taken away is of no use at once. Fails if too many are looked up. */
    Uni<Optional<Holder>> find(ApiKey key) {
        return lookups.ask(() -> ask(key));
    }

    private Uni<Optional<Holder>> ask(ApiKey key) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(key.hash())))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Optional.of(found.next()).map(row -> new Holder(row.getString(0), row.getString(1)))
                            : Optional.empty();
                });
    }

    /** Makes the key, or replaces the one of that name. */
    Uni<Void> set(String name, String role, ApiKey key) {
        return pool.preparedQuery(SET).execute(values(name, role, key)).replaceWithVoid();
    }

    /** True if there was no key at all and this is now the first. */
    Uni<Boolean> setFirst(String name, String role, ApiKey key) {
        return pool.preparedQuery(SET_FIRST).execute(values(name, role, key)).map(rows -> rows.rowCount() == 1);
    }

    private Tuple values(String name, String role, ApiKey key) {
        return Tuple.of(name, role, Buffer.buffer(key.hash()), clock.instant().atOffset(ZoneOffset.UTC));
    }
}
