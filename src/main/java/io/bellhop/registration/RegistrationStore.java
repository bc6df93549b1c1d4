package io.bellhop.registration;

import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.registration.Registration.Rotation;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The registrations. Whoever writes one at its provider holds a lease on it, so that two never do at once. */
@Singleton
final class RegistrationStore {

    private static final String FIND = "select * from registration where source = $1";

    private static final String TAKE = """
            update registration set leased_until = $3
            where source = $1 and (leased_until is null or leased_until <= $2)
            returning *
            """;

    /** The first one, or the one that is wanted instead from now on. */
    private static final String WANT = """
            insert into registration (source, wanted, state, check_at, leased_until)
            values ($1, $4, 'unknown', $5, $3)
            on conflict (source) do update set wanted = excluded.wanted, leased_until = excluded.leased_until
            where registration.leased_until is null or registration.leased_until <= $2
            returning *
            """;

    private static final String GIVE_BACK =
            "update registration set leased_until = null where source = $1 and leased_until = $2";

    /** Only the provider's having the new secret begins the end of the old ones; from then on nothing puts it off. */
    private static final String WRITTEN = """
            update registration set written = $3, registered_at = $4, state = 'registered',
                checked_at = $4, check_at = $5, second_look_at = $6,
                retire_at = case when retired is null then null when $8 then $7 else coalesce(retire_at, $7) end
            where source = $1 and leased_until = $2
            """;

    private static final String ROTATED = """
            update registration set rotated_at = $3, second_look_at = $4, retired = $5, retire_at = null
            where source = $1 and leased_until = $2
            """;

    /**
     * Not while it is being written, nor when it has been since: then this says what was, not what is. A rotation whose end
     * nobody has heard of has come to it all the same if the webhook is as it is wanted.
     */
    private static final String CHECKED = """
            update registration set state = $2, checked_at = $3,
                retire_at = case when $2 = 'registered' and retired is not null then coalesce(retire_at, $5)
                    else retire_at end
            where source = $1 and registered_at is not distinct from $4
                and (leased_until is null or leased_until <= $3)
            """;

    private static final String REMOVE = "delete from registration where source = $1 and leased_until = $2";

    private final Pool pool;
    private final InstantSource clock;
    private final RegistrationSeal seal;
    private final RegistrationConfig config;

    RegistrationStore(Pool pool, InstantSource clock, RegistrationSeal seal, RegistrationConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.seal = seal;
        this.config = config;
    }

    /** A registration that nobody else writes, until the lease runs out. @param until as the database has it */
    record Leased(String source, Registration registration, OffsetDateTime until) {}

    Uni<Optional<Registration>> find(String source) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(source))
                .map(rows -> rows.stream().findFirst().map(this::registration));
    }

    /** Empty if there is none, or somebody else has it. */
    Uni<Optional<Leased>> take(String source) {
        Instant now = clock.instant();
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(source, utc(now), utc(now.plus(lease()))))
                .map(this::leased);
    }

    /** Empty if somebody else has it. */
    Uni<Optional<Leased>> want(String source, WantedWebhook wanted) {
        Instant now = clock.instant();
        return pool.preparedQuery(WANT)
                .execute(Tuple.of(
                        source,
                        utc(now),
                        utc(now.plus(lease())),
                        seal.wanted(source, wanted),
                        utc(now.plus(config.check()))))
                .map(this::leased);
    }

    Uni<Void> giveBack(Leased leased) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(leased.source(), leased.until()))
                .replaceWithVoid();
    }

    /** It is at the provider, as it is wanted. @param newSecret whether it brought another one until now */
    Uni<Void> written(Leased leased, RegisteredWebhook written, boolean newSecret) {
        Instant now = clock.instant();
        return pool.preparedQuery(WRITTEN)
                .execute(Tuple.tuple(List.of(
                        leased.source(),
                        leased.until(),
                        seal.written(leased.source(), written),
                        utc(now),
                        utc(now.plus(config.check())),
                        utc(now.plus(config.replicaLag())),
                        utc(now.plus(config.rotationGrace())),
                        newSecret)))
                .replaceWithVoid();
    }

    /** The source has a new secret. @param retired those that were valid before */
    Uni<Void> rotated(Leased leased, List<SigningSecret> retired) {
        Instant now = clock.instant();
        return pool.preparedQuery(ROTATED)
                .execute(Tuple.of(
                        leased.source(),
                        leased.until(),
                        utc(now),
                        utc(now.plus(config.replicaLag())),
                        seal.retired(leased.source(), retired)))
                .replaceWithVoid();
    }

    /** What the provider has was looked at. @param seen the registration that it was compared with */
    Uni<Void> checked(String source, Registration seen, State state) {
        Instant now = clock.instant();
        OffsetDateTime registeredAt = seen.registeredAt() == null ? null : utc(seen.registeredAt());
        return pool.preparedQuery(CHECKED)
                .execute(Tuple.of(
                        source, state.toString(), utc(now), registeredAt, utc(now.plus(config.rotationGrace()))))
                .replaceWithVoid();
    }

    Uni<Void> remove(Leased leased) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(leased.source(), leased.until()))
                .replaceWithVoid();
    }

    /** How long a registration is one's own. */
    Duration lease() {
        return config.timeLimit().multipliedBy(2);
    }

    private Optional<Leased> leased(RowSet<Row> rows) {
        return rows.stream().findFirst().map(this::leased);
    }

    /** @param row with all columns */
    Leased leased(Row row) {
        return new Leased(row.getString("source"), registration(row), row.getOffsetDateTime("leased_until"));
    }

    private Registration registration(Row row) {
        String source = row.getString("source");
        return new Registration(
                seal.wanted(source, row.get(Buffer.class, "wanted")),
                seal.written(source, row.get(Buffer.class, "written")),
                instant(row, "registered_at"),
                instant(row, "checked_at"),
                new Rotation(instant(row, "rotated_at"), instant(row, "retire_at")));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
