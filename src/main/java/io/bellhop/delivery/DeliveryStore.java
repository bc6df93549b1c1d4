package io.bellhop.delivery;

import io.bellhop.database.BoundedTransactions;
import io.bellhop.delivery.ClaimedDelivery.Sent;
import io.bellhop.event.EventIds;
import io.bellhop.event.EventReader;
import io.bellhop.subscription.SubscriptionId;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Deliveries as a queue: leases those that are due, each to one replica alone, until its lease ends. */
@Singleton
final class DeliveryStore {

    /** Before that, no event waits any more to be processed. */
    private static final Duration PROCESSED_WITHIN = Duration.ofHours(1);

    /** One that waits for another of its subject is looked at again no sooner, if nobody tells that it need not wait. */
    private static final Duration BLOCKED_FOR = Duration.ofSeconds(30);

    /**
     * Each subscription's own oldest, of each lane as many as it has places; ours while the transaction lasts. Of an ordered
     * subscription all but the first of each subject are blocked, and that, too, while an event before it still waits to be
     * processed.
     */
    private static final String FIND_DUE = """
            select found.*, order_key is not null and (
                    exists (
                        select from due_delivery as before
                        where before.subscription_id = found.subscription_id and before.order_key = found.order_key
                            and before.event_id < found.event_id)
                    or exists (
                        select from event as before
                        where before.subject = substr(order_key, strpos(order_key, ' ') + 1)
                            and before.source = split_part(order_key, ' ', 1)
                            and before.id < found.event_id and before.id between $5 and $6
                            and (exists (select from unprocessed_event where event_id = before.id)
                                or exists (
                                    select from failed_event where event_id = before.id and retry_at is not null)))
                ) as blocked
            from unnest($1::uuid[], $2::smallint[], $3::int[]) as wanted (id, wanted_lane, places)
                cross join lateral (
                    select delivery_id, event_id, subscription_id, order_key, lane, due_at, leased_until is not null as lost
                    from due_delivery
                    where subscription_id = wanted.id and lane = wanted_lane and due_at <= $4
                    order by due_at limit places
                    for update skip locked) as found
            """;

    /**
     * So that what is behind them is found, however many they are: the longer one has waited, the later it is looked at again.
     * What blocks them fetches the next when it is done.
     */
    private static final String PUT_BACK = """
            update due_delivery
            set due_at = $2::timestamptz + least($2::timestamptz - created_at, interval '20 minutes') / 2
            where delivery_id = any($1::uuid[])
            """;

    private static final String LEASE = """
            update due_delivery set leased_until = $2, due_at = $2, attempts = attempts + 1
            where delivery_id = any($1::uuid[])
            returning *
            """;

    /** Each once, however many subscriptions it goes to. Its bounds keep all days but theirs out of the plan's execution. */
    private static final String LOAD = "select * from event where id = any($1::uuid[]) and id between $2 and $3";

    private final BoundedTransactions transactions;
    private final InstantSource clock;
    private final Duration lease;

    DeliveryStore(Pool pool, InstantSource clock, DeliveryConfig config) {
        this.transactions = new BoundedTransactions(pool, config.timeLimit());
        this.clock = clock;
        this.lease = config.lease();
    }

    /** @param passedBy some had to wait for others of their subject, so there may be more behind them */
    record Claim(List<ClaimedDelivery> deliveries, boolean passedBy) {}

    /** At most as many as there are places, and {@code limit} of all. */
    Uni<Claim> claim(List<Places> places, int limit) {
        Budgets budgets = new Budgets(places, clock.instant());
        return transactions.run(connection -> BudgetStore.read(connection, budgets)
                .chain(() -> connection.preparedQuery(FIND_DUE).execute(wanted(places, budgets)))
                .map(rows -> rows.stream().map(DeliveryStore::due).toList())
                .flatMap(found -> claim(connection, found, budgets, limit)));
    }

    private Uni<Claim> claim(SqlConnection connection, List<Due> found, Budgets budgets, int limit) {
        List<Due> chosen = Due.choose(found, budgets::allowed, limit);
        UUID[] blocked = found.stream().filter(Due::blocked).map(Due::delivery).toArray(UUID[]::new);
        chosen.forEach(one -> budgets.spend(one.subscription()));
        return putBack(connection, blocked)
                .chain(() -> BudgetStore.write(connection, budgets))
                .chain(() -> lease(connection, chosen))
                .map(leased -> new Claim(leased, blocked.length > 0));
    }

    private Uni<Void> putBack(SqlConnection connection, UUID[] blocked) {
        if (blocked.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(PUT_BACK)
                .execute(Tuple.of(blocked, utc(clock.instant().plus(BLOCKED_FOR))))
                .replaceWithVoid();
    }

    private Tuple wanted(List<Places> places, Budgets budgets) {
        int rows = places.size() * Lane.values().length;
        List<UUID> subscriptions = new ArrayList<>(rows);
        List<Short> lanes = new ArrayList<>(rows);
        List<Integer> free = new ArrayList<>(rows);
        for (Places one : places) {
            UUID subscription = one.subscription().value();
            for (Lane lane : Lane.values()) {
                subscriptions.add(subscription);
                lanes.add(lane.number());
                free.add(Math.min(one.in(lane), budgets.allowed(subscription)));
            }
        }
        Instant now = clock.instant();
        return Tuple.of(
                subscriptions.toArray(UUID[]::new),
                lanes.toArray(Short[]::new),
                free.toArray(Integer[]::new),
                utc(now),
                EventIds.floor(now.minus(PROCESSED_WITHIN)),
                EventIds.floor(now.plus(PROCESSED_WITHIN)));
    }

    private static Due due(Row row) {
        return new Due(
                row.getUUID("delivery_id"),
                row.getUUID("subscription_id"),
                Lane.of(row.getShort("lane")),
                row.getOffsetDateTime("due_at"),
                row.getBoolean("lost"),
                row.getBoolean("blocked"));
    }

    private Uni<List<ClaimedDelivery>> lease(SqlConnection connection, List<Due> chosen) {
        if (chosen.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<UUID, Boolean> lost = chosen.stream().collect(Collectors.toMap(Due::delivery, Due::lost));
        OffsetDateTime until = utc(clock.instant().plus(lease));
        return connection
                .preparedQuery(LEASE)
                .execute(Tuple.of(lost.keySet().toArray(UUID[]::new), until))
                .flatMap(leased -> load(connection, leased)
                        .map(events -> leased.stream()
                                .map(row -> claimed(
                                        row, lost.get(row.getUUID("delivery_id")), events.get(row.getUUID("event_id"))))
                                .toList()));
    }

    /** Without those whose retention has passed. */
    private static Uni<Map<UUID, Sent>> load(SqlConnection connection, RowSet<Row> leased) {
        UUID[] events = leased.stream()
                .map(row -> row.getUUID("event_id"))
                .distinct()
                .sorted()
                .toArray(UUID[]::new);
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(events, events[0], events[events.length - 1]))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.getUUID("id"), DeliveryStore::sent)));
    }

    private static Sent sent(Row row) {
        RawBody body = new RawBody(row.get(Buffer.class, "body").getBytes());
        return new Sent(EventReader.event(row, body.sizeBytes()), body, row.getString("trace_parent"));
    }

    private static ClaimedDelivery claimed(Row row, boolean lost, Sent sent) {
        return new ClaimedDelivery(
                new DeliveryId(row.getUUID("delivery_id")),
                new SubscriptionId(row.getUUID("subscription_id")),
                Lane.of(row.getShort("lane")),
                row.getString("order_key") != null,
                row.getInteger("attempts"),
                lost,
                row.getOffsetDateTime("leased_until"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getUUID("venue_id"),
                sent);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
