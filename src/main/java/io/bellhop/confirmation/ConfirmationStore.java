package io.bellhop.confirmation;

import io.bellhop.confirmation.Confirmation.Id;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The e-mails as a queue. An e-mail is due, or its lease runs out, at its {@code due_at}. */
@Singleton
final class ConfirmationStore {

    /** In the order in which a guest should read them: one waits for those before it of the same reservation. */
    private static final String CLAIM_DUE = """
            with due as materialized (
                select id from confirmation as candidate
                where state = 'owed' and due_at <= $1 and not exists (
                    select from confirmation as other
                    where other.reservation_id = candidate.reservation_id and other.id <> candidate.id
                        and other.state in ('owed', 'sending')
                        and (candidate.kind = 'cancellation'
                            or candidate.kind = 'change' and (other.kind = 'confirmation'
                                or other.kind = 'change' and other.id < candidate.id)))
                order by due_at limit $3
                for update skip locked)
            update confirmation set state = 'sending', attempts = attempts + 1, due_at = $2, leased_until = $2,
                message_id = '<' || confirmation.id || '@' || $4::text || '>', reason = null, updated_at = $1
            from due where confirmation.id = due.id
            returning confirmation.id, kind, attempts, leased_until
            """;

    private static final String EXPIRE_LEASES = """
            update confirmation set state = 'uncertain', due_at = null, updated_at = $1,
                reason = 'the replica that sent it died or lost the database'
            where state = 'sending' and due_at <= $1
            returning id, kind, attempts, leased_until
            """;

    /** Also after the lease has run out, when a result that comes late says what nobody knew. */
    private static final String RECORD = """
            update confirmation set state = $3, due_at = $4, reason = $5, updated_at = $6
            where id = $1 and leased_until = $2 and state in ('sending', 'uncertain')
            """;

    private static final String SEND_AGAIN = """
            with owed as (
                update confirmation
                set state = 'owed', attempts = 0, due_at = $2, leased_until = null, reason = null, updated_at = $2
                where id = $1 and state in ('failed', 'uncertain', 'skipped')
                returning id)
            select cast(pg_notify('bellhop_confirmation', '') as text) from owed
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final Duration lease;
    private final Letterhead letterhead;

    ConfirmationStore(Pool pool, InstantSource clock, ConfirmationConfig config, Letterhead letterhead) {
        this.pool = pool;
        this.clock = clock;
        this.lease = config.lease();
        this.letterhead = letterhead;
    }

    /** At most {@code limit} that are due, each to one replica alone, until the lease runs out. */
    Uni<List<Claimed>> claimDue(int limit) {
        Instant now = clock.instant();
        return pool.preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(utc(now), utc(now.plus(lease)), limit, letterhead.domain()))
                .map(rows -> rows.stream().map(ConfirmationStore::claimed).toList());
    }

    /** Gives up on those that nobody has told the end of in time; whether they went, nobody knows. */
    Uni<List<Claimed>> expireLeases() {
        return pool.preparedQuery(EXPIRE_LEASES)
                .execute(Tuple.of(utc(clock.instant())))
                .map(rows -> rows.stream().map(ConfirmationStore::claimed).toList());
    }

    Uni<Void> record(Claimed claimed, NextStep next) {
        OffsetDateTime dueAt = next.dueAt() == null ? null : utc(next.dueAt());
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(
                        claimed.id(),
                        claimed.leasedUntil(),
                        next.state().toString(),
                        dueAt,
                        next.reason(),
                        utc(clock.instant())))
                .replaceWithVoid();
    }

    /** False if it is in a state that does not allow it, or is not there. */
    Uni<Boolean> sendAgain(Id id) {
        return pool.preparedQuery(SEND_AGAIN)
                .execute(Tuple.of(id.value(), utc(clock.instant())))
                .map(rows -> rows.size() == 1);
    }

    private static Claimed claimed(Row row) {
        UUID id = row.getUUID("id");
        return new Claimed(
                id,
                Kind.parse(row.getString("kind")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("leased_until"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
