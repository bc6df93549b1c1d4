package io.bellhop.subscription;

import io.bellhop.database.Conditions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads subscriptions, with how they fare. */
@Singleton
final class SubscriptionReader {

    private static final String SELECT = """
            select id, name, callback_url, fallback_url, event_mask, venue_id, is_global, is_active, send_data, ordered,
                additions, secrets, max_attempts, retry_schedule, max_age, rate_limit, disabled_at, disabled_reason,
                created_at, updated_at, failing_since, warned_at, succeeded_at, failed_at
            from subscription left join subscription_health on subscription_id = id""";

    private final Pool pool;

    SubscriptionReader(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Standing>> find(SubscriptionId id) {
        Conditions where = new Conditions();
        where.add("id = ", id.value());
        return read(where, "").map(found -> found.stream().findFirst());
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<Standing>> list(SubscriptionFilter filter, int limit) {
        Conditions where = new Conditions();
        where.add("name = ", filter.name());
        where.add("is_active = ", filter.active());
        where.add("id < ", filter.before() == null ? null : filter.before().value());
        return read(where, " order by id desc limit " + limit);
    }

    Uni<List<Standing>> active() {
        Conditions where = new Conditions();
        where.add("is_active");
        return read(where, "");
    }

    private Uni<List<Standing>> read(Conditions where, String order) {
        return pool.preparedQuery(SELECT + where.sql() + order)
                .execute(where.arguments())
                .map(rows -> rows.stream().map(SubscriptionReader::standing).toList());
    }

    private static Standing standing(Row row) {
        return new Standing(
                subscription(row),
                instant(row, "failing_since"),
                instant(row, "warned_at"),
                instant(row, "succeeded_at"),
                instant(row, "failed_at"));
    }

    private static Subscription subscription(Row row) {
        Subscription found = new Subscription();
        found.id = row.getUUID("id");
        found.name = row.getString("name");
        found.callbackUrl = row.getString("callback_url");
        found.fallbackUrl = row.getString("fallback_url");
        found.eventMask = row.getString("event_mask");
        found.venueId = row.getUUID("venue_id");
        found.global = row.getBoolean("is_global");
        found.active = row.getBoolean("is_active");
        found.sendData = row.getBoolean("send_data");
        found.ordered = row.getBoolean("ordered");
        found.additions = row.get(Buffer.class, "additions").getBytes();
        found.secrets = row.get(Buffer.class, "secrets").getBytes();
        found.maxAttempts = row.getInteger("max_attempts");
        found.retrySchedule = Stream.of(row.getArrayOfIntegers("retry_schedule"))
                .mapToInt(Integer::intValue)
                .toArray();
        found.maxAge = row.getInteger("max_age");
        found.rateLimit = row.getInteger("rate_limit");
        found.disabledAt = instant(row, "disabled_at");
        found.disabledReason = row.getString("disabled_reason");
        found.createdAt = instant(row, "created_at");
        found.updatedAt = instant(row, "updated_at");
        return found;
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
