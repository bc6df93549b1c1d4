package io.bellhop.registration;

import io.bellhop.registration.RegistrationStore.Leased;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is to be done for registrations, and when. Each is claimed by one replica, by moving its time on. */
@Singleton
final class DueRegistrations {

    /** Long enough for a second look at all that may be kept; then another replica takes it over. */
    private static final Duration SECOND_LOOK = Duration.ofMinutes(5);

    private static final String CLAIM_SECOND_LOOK = """
            update registration set second_look_at = $2
            where source = (select source from registration where second_look_at <= $1
                order by second_look_at limit 1 for update skip locked)
            returning source, second_look_at
            """;

    private static final String SECOND_LOOK_DONE =
            "update registration set second_look_at = null where source = $1 and second_look_at = $2";

    private static final String CLAIM_CHECK = """
            update registration set check_at = $2
            where source = (select source from registration where check_at <= $1 and registered_at is not null
                order by check_at limit 1 for update skip locked)
            returning source
            """;

    /** Whatever goes wrong, the old secrets stay valid until the next time. */
    private static final String CLAIM_RETIREMENT = """
            update registration set retire_at = $2, leased_until = $3
            where source = (select source from registration
                where retire_at <= $1 and (leased_until is null or leased_until <= $1)
                order by retire_at limit 1 for update skip locked)
            returning *
            """;

    private static final String RETIRED =
            "update registration set retired = null, retire_at = null where source = $1 and leased_until = $2";

    private static final String STATES = "select source, state from registration where registered_at is not null";

    private final Pool pool;
    private final InstantSource clock;
    private final RegistrationSeal seal;
    private final RegistrationStore store;
    private final RegistrationConfig config;

    DueRegistrations(
            Pool pool, InstantSource clock, RegistrationSeal seal, RegistrationStore store, RegistrationConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.seal = seal;
        this.store = store;
        this.config = config;
    }

    /** @param until as the database has it */
    record LookDue(String source, OffsetDateTime until) {}

    /** @param secrets those that are to end */
    record RetirementDue(Leased leased, List<SigningSecret> secrets) {}

    Uni<Optional<LookDue>> claimSecondLook() {
        Instant now = clock.instant();
        return pool.preparedQuery(CLAIM_SECOND_LOOK)
                .execute(Tuple.of(utc(now), utc(now.plus(SECOND_LOOK))))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new LookDue(row.getString("source"), row.getOffsetDateTime("second_look_at"))));
    }

    Uni<Void> done(LookDue look) {
        return pool.preparedQuery(SECOND_LOOK_DONE)
                .execute(Tuple.of(look.source(), look.until()))
                .replaceWithVoid();
    }

    /** The source whose webhook is to be looked at. */
    Uni<Optional<String>> claimCheck() {
        Instant now = clock.instant();
        return pool.preparedQuery(CLAIM_CHECK)
                .execute(Tuple.of(utc(now), utc(now.plus(config.check()))))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString("source")));
    }

    Uni<Optional<RetirementDue>> claimRetirement() {
        Instant now = clock.instant();
        return pool.preparedQuery(CLAIM_RETIREMENT)
                .execute(Tuple.of(utc(now), utc(now.plus(config.check())), utc(now.plus(store.lease()))))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new RetirementDue(
                                store.leased(row),
                                seal.retired(row.getString("source"), row.get(Buffer.class, "retired")))));
    }

    Uni<Void> retired(RetirementDue retirement) {
        Leased leased = retirement.leased();
        return pool.preparedQuery(RETIRED)
                .execute(Tuple.of(leased.source(), leased.until()))
                .replaceWithVoid();
    }

    /** Of each source whose webhook was registered, at the last look, by whatever replica. */
    Uni<Map<String, State>> states() {
        return pool.query(STATES).execute().map(rows -> {
            Map<String, State> states = new TreeMap<>();
            rows.forEach(row -> states.put(row.getString("source"), State.parse(row.getString("state"))));
            return states;
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
