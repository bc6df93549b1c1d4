package io.bellhop.delivery;

import io.bellhop.database.Conditions;
import io.bellhop.database.Lists;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.subscription.SubscriptionId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reads deliveries. */
@Singleton
final class DeliveryReader {

    private static final String SELECT = """
            select one.*, type, subject, due.due_at, due.attempts as begun
            from delivery as one
                left join event on event.id = one.event_id
                left join due_delivery as due on due.delivery_id = one.id
            """;

    private final Pool pool;
    private final Lists lists;

    DeliveryReader(Pool pool, Lists lists) {
        this.pool = pool;
        this.lists = lists;
    }

    Uni<Optional<Delivery>> find(DeliveryId id) {
        return pool.preparedQuery(SELECT + " where one.id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().map(row -> delivery(row, requests(row))));
    }

    /** Those of the newest events first, at most {@code limit}; without their requests. */
    Uni<List<Delivery>> list(DeliveryFilter filter, int limit) {
        Conditions where = conditions(filter);
        where.add("one.id < ", filter.before() == null ? null : filter.before().value());
        return lists.query(SELECT + where.sql() + " order by one.id desc limit " + limit, where.arguments())
                .map(rows -> rows.stream().map(row -> delivery(row, null)).toList());
    }

    /** Of {@code delivery as one} and {@code event}. */
    static Conditions conditions(DeliveryFilter filter) {
        Conditions where = new Conditions();
        where.add(
                "one.subscription_id = ",
                filter.subscription() == null ? null : filter.subscription().value());
        if (filter.event() != null) {
            UUID event = filter.event().value();
            where.add("one.event_id = ", event);
            // Their ids begin as the event's, and differ in the other half.
            where.add("one.id >= ", new UUID(event.getMostSignificantBits(), Long.MIN_VALUE));
            where.add("one.id <= ", new UUID(event.getMostSignificantBits(), -1));
        }
        where.add("type = ", filter.type());
        if (filter.state() == DeliveryState.PENDING) {
            where.add("one.id in (select delivery_id from due_delivery)");
        } else if (filter.state() == DeliveryState.DEAD) {
            where.add("one.state = 'dead'");
        } else if (filter.state() != null) {
            where.add("one.state = ", filter.state().toString());
        }
        where.add("one.id >= ", filter.from() == null ? null : EventIds.floor(filter.from()));
        where.add("one.id < ", filter.to() == null ? null : EventIds.floor(filter.to()));
        return where;
    }

    private static Delivery delivery(Row row, List<RecordedAttempt> requests) {
        JsonArray ended = row.get(JsonArray.class, "attempts");
        Integer begun = row.getInteger("begun");
        return new Delivery(
                new DeliveryId(row.getUUID("id")),
                new EventId(row.getUUID("event_id")),
                row.getString("type"),
                row.getString("subject"),
                new SubscriptionId(row.getUUID("subscription_id")),
                row.getUUID("venue_id"),
                row.getBoolean("replay"),
                DeliveryState.parse(row.getString("state")),
                begun == null ? lastNumber(ended) : begun,
                row.getString("reason"),
                instant(row.getOffsetDateTime("due_at")),
                requests,
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static int lastNumber(JsonArray ended) {
        return ended.isEmpty() ? 0 : ended.getJsonObject(ended.size() - 1).getInteger("number");
    }

    private static List<RecordedAttempt> requests(Row row) {
        JsonArray ended = row.get(JsonArray.class, "attempts");
        return IntStream.range(0, ended.size())
                .<JsonObject>mapToObj(ended::getJsonObject)
                .map(RecordedAttempt::read)
                .toList();
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
