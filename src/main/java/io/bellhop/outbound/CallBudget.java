package io.bellhop.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Shares out the calls that a provider takes with one credential, evenly over time, among all replicas: the time of the next
 * one is a row in PostgreSQL, and who wants to call moves it on and waits for its own.
 */
@Singleton
final class CallBudget {

    /** After a pause this part of a minute's calls may come at once: a minute then has a twentieth more than it should. */
    private static final int BURST_PART = 20;

    private static final String TAKE = """
            insert into call_budget as held (credential, next_at) values ($1, $2)
            on conflict (credential) do update
                set next_at = greatest(held.next_at + $3 * interval '1 microsecond', excluded.next_at)
            returning next_at
            """;

    private static final String PAUSE = """
            update call_budget set next_at = greatest(next_at, $2) where credential = $1
            """;

    private final Pool pool;
    private final InstantSource clock;

    CallBudget(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** How long the caller has to wait before its call; zero or more. */
    Uni<Duration> take(String credential, int callsPerMinute) {
        Duration interval = Duration.ofMinutes(1).dividedBy(callsPerMinute);
        Instant now = clock.instant();
        int atOnce = Math.max(1, callsPerMinute / BURST_PART);
        Instant earliest = now.minus(interval.multipliedBy(atOnce - 1L));
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(credential, utc(earliest), interval.toNanos() / 1000))
                .map(rows -> Duration.between(
                        now, rows.iterator().next().getOffsetDateTime(0).toInstant()))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    /** Nobody calls with the credential until then. */
    Uni<Void> pause(String credential, Duration wait) {
        return pool.preparedQuery(PAUSE)
                .execute(Tuple.of(credential, utc(clock.instant().plus(wait))))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
