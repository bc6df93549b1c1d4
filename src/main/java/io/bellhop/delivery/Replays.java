package io.bellhop.delivery;

import io.bellhop.database.Announcements;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.subscription.SubscriptionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deliveries that a person asks for: old events once more, each as a new delivery with the {@code webhook-id} of the old. Many of
 * them become due one after the other, in the lane of retries, so that they take nothing from what is new.
 */
@Singleton
final class Replays {

    private static final String MADE = """
            , made as (
                insert into delivery (id, event_id, subscription_id, venue_id, replay, state, attempts, created_at)
                select id, event_id, subscription_id, venue_id, true, 'pending', '[]', $1 from asked
                returning id
            ), due as (
                insert into due_delivery
                    (delivery_id, event_id, subscription_id, venue_id, lane, attempts, due_at, created_at)
                select id, event_id, subscription_id, venue_id, 1, 0, due_at, $1 from asked
            )
            """;

    /** Its own, as the same event may be sent to the same subscription any number of times. */
    private static final String NEW_ID = "(left(event_id::text, 19) || right(gen_random_uuid()::text, 17))::uuid as id";

    /** Of one that is still to be attempted, the next attempt is now. */
    private static final String HURRY = """
            update due_delivery set due_at = $1 from subscription
            where delivery_id = $2 and (leased_until is null or leased_until <= $1)
                and subscription.id = subscription_id and is_active
            returning delivery_id
            """;

    /** Behind those that wait already: many calls are no faster than one. */
    private static final String BEGINNING = """
            with beginning as (
                select greatest($1::timestamptz, max(due_at)) as begun from due_delivery where lane = 1 and attempts = 0
            ),
            """;

    private static final String REPLAY_ONE = """
            with old as (
                select one.* from delivery as one join event on event.id = one.event_id
                    join subscription on subscription.id = one.subscription_id
                where one.id = $2 and state <> 'pending' and is_active
                for update of one
            ), asked as (
                select event_id, subscription_id, venue_id, $1::timestamptz as due_at,
            """ + NEW_ID + " from old)" + MADE + """
            , told as (
                update delivery set state = 'replayed' from old where delivery.id = old.id and old.state = 'dead')
            select id from made
            """;

    private static final String REPLAY_DEAD = BEGINNING + """
            old as (
                select one.id as old_id, one.event_id, one.subscription_id, one.venue_id
                from delivery as one join event on event.id = one.event_id
                    join subscription on subscription.id = one.subscription_id
                where state = 'dead' and is_active and ($2::uuid is null or one.subscription_id = $2)
                    and ($3::text is null or type = $3) and ($4::uuid is null or one.id >= $4)
                    and ($5::uuid is null or one.id < $5)
                order by one.id limit $6 for update of one skip locked
            ), told as (
                update delivery set state = 'replayed' from old where id = old_id
            ), asked as (
                select event_id, subscription_id, venue_id,
                    (select begun from beginning) + row_number() over (order by old_id) * $7 * interval '1 microsecond' as due_at,
            """ + NEW_ID + " from old)" + MADE + "select id from made";

    /** The venue that an event told is known from its deliveries, if it had any. */
    private static final String REPLAY_EVENTS =
            BEGINNING + """
            told as (
                select id as event_id, source, type, subject, (
                        select venue.reference from delivery as before join venue on venue.id = before.venue_id
                        where before.event_id = event.id
                            and before.id >= (left(event.id::text, 19) || '8000-000000000000')::uuid
                            and before.id <= (left(event.id::text, 19) || 'bfff-ffffffffffff')::uuid
                        limit 1) as venue
                from event
                where ($3::text is null or type = $3) and ($4::uuid is null or id >= $4) and ($5::uuid is null or id < $5)
                    and ($8::uuid is null or id > $8) and ($2::uuid is null or exists (
                        select from subscription where subscription.id = $2 and
            """ + Matching.WANTED_TYPE + """
                    ))
                order by id limit $6
            ),
            """ + Matching.CHOSEN + """
            , asked as (
                select event_id, subscription_id, venue_id,
                    (select begun from beginning) + row_number() over (order by event_id) * $7 * interval '1 microsecond' as due_at,
            """ + NEW_ID
                    + " from chosen where $2::uuid is null or subscription_id = $2)" + MADE + """
            select (select count(*) from made) as accepted, (select count(*) from told) as looked_at,
                (select event_id from told order by event_id desc limit 1) as last
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final DeliveryWorker worker;
    private final Announcements announcements;
    private final long intervalMicros;

    Replays(Pool pool, InstantSource clock, DeliveryWorker worker, Announcements announcements, DeliveryConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.worker = worker;
        this.announcements = announcements;
        this.intervalMicros = config.replayInterval().toNanos() / 1000;
    }

    /** What is asked for; null means all. @param from when the events were stored @param to as from, exclusive */
    record Range(SubscriptionId subscription, String type, Instant from, Instant to) {}

    /** @param accepted deliveries that were made @param next after which event to go on; null if there is none left */
    record Accepted(int accepted, EventId next) {}

    /**
     * @return the delivery that is attempted now: the same if it was still to be attempted. Empty if there is nothing to send,
     *     nobody to send it to, or it is being attempted just now
     */
    Uni<Optional<DeliveryId>> replay(DeliveryId id) {
        Tuple arguments = Tuple.of(now(), id.value());
        return pool.preparedQuery(HURRY)
                .execute(arguments)
                .flatMap(hurried -> hurried.size() > 0
                        ? Uni.createFrom().item(hurried)
                        : pool.preparedQuery(REPLAY_ONE).execute(arguments))
                .map(rows -> rows.stream().findFirst().map(row -> new DeliveryId(row.getUUID(0))))
                .invoke(this::announce);
    }

    /** Dead letters of active subscriptions, the oldest first, at most {@code limit}; none of them twice. */
    Uni<Integer> replayDead(Range range, int limit) {
        return pool.preparedQuery(REPLAY_DEAD)
                .execute(arguments(range, limit))
                .map(RowSet::size)
                .invoke(this::announce);
    }

    /**
     * Events, delivered or not, to the active subscription that wants them.
     *
     * @param limit how many events of the types it wants are looked at, at most
     */
    Uni<Accepted> replayEvents(Range range, EventId after, int limit) {
        Tuple arguments = arguments(range, limit).addUUID(after == null ? null : after.value());
        return pool.preparedQuery(REPLAY_EVENTS)
                .execute(arguments)
                .map(rows -> rows.iterator().next())
                .map(row -> new Accepted(
                        row.getInteger("accepted"),
                        row.getLong("looked_at") < limit ? null : new EventId(row.getUUID("last"))))
                .invoke(this::announce);
    }

    /** One event, to the active subscriptions that want it. @return how many */
    Uni<Integer> replayEvent(EventId event, SubscriptionId subscription) {
        UUID following =
                new UUID(event.value().getMostSignificantBits(), event.value().getLeastSignificantBits() + 1);
        Tuple arguments = Tuple.tuple(List.of(now()))
                .addUUID(subscription == null ? null : subscription.value())
                .addString(null)
                .addUUID(event.value())
                .addUUID(following)
                .addInteger(1)
                .addLong(0L)
                .addUUID(null);
        return pool.preparedQuery(REPLAY_EVENTS)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getInteger("accepted"))
                .invoke(this::announce);
    }

    private Tuple arguments(Range range, int limit) {
        return Tuple.tuple(List.of(now()))
                .addUUID(
                        range.subscription() == null
                                ? null
                                : range.subscription().value())
                .addString(range.type())
                .addUUID(range.from() == null ? null : EventIds.floor(range.from()))
                .addUUID(range.to() == null ? null : EventIds.floor(range.to()))
                .addInteger(limit)
                .addLong(intervalMicros);
    }

    private Object now() {
        return DeliveryStore.utc(clock.instant());
    }

    private void announce(Object made) {
        worker.wake();
        announcements.announce(DeliveryWorker.CHANNEL);
    }
}
