package io.bellhop.event;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The days of the event table, in UTC: made ahead of time, dropped when retention has passed. One replica at a time does
 * it; the others pass by.
 */
@Singleton
final class EventPartitions {

    private static final Logger LOG = Logger.getLogger(EventPartitions.class);
    private static final String PREFIX = "event_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtext('bellhop event partitions'))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtext('bellhop event partitions'))";

    private static final String EXISTING = """
            select relname, case when inhrelid is null then 'ALONE' when inhdetachpending then 'DETACHING' else 'ATTACHED' end
            from pg_class left join pg_inherits on inhrelid = oid
            where relkind = 'r' and relname ~ '^event_[0-9]{8}$'
                and relnamespace = (select relnamespace from pg_class where oid = 'event'::regclass)
            """;

    private final Pool pool;
    private final EventConfig config;
    private final InstantSource clock;

    EventPartitions(Pool pool, EventConfig config, InstantSource clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
        if (config.retention().toDays() < 1) {
            throw new IllegalArgumentException(
                    "bellhop.event.retention is " + config.retention() + ", but takes whole days, from 1d");
        }
    }

    /** Before the first request: without today's partition nothing can be stored. */
    void start(@Observes @Priority(10) StartupEvent event) {
        maintain().await().atMost(Duration.ofSeconds(30));
    }

    /** Hourly, though a day would do: what fails once has a week of further chances. */
    @Scheduled(every = "1h", delayed = "1h", identity = "event-partitions")
    Uni<Void> maintain() {
        return pool.withConnection(connection -> connection
                .query(TRY_LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(ours -> ours
                        ? maintain(connection)
                                .eventually(() -> connection.query(UNLOCK).execute())
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> maintain(SqlConnection connection) {
        return connection.query(EXISTING).execute().flatMap(rows -> {
            Map<String, State> existing = new TreeMap<>();
            rows.forEach(row -> existing.put(row.getString(0), State.valueOf(row.getString(1))));
            List<String> statements = statements(existing, today(), config);
            return Multi.createFrom()
                    .iterable(statements)
                    .onItem()
                    .transformToUniAndConcatenate(
                            statement -> connection.query(statement).execute())
                    .collect()
                    .last()
                    .invoke(() -> LOG.infof(
                            "event_partitions.maintained statements=%d last_day=%s",
                            statements.size(), today().plusDays(config.partitionsAhead())))
                    .replaceWithVoid();
        });
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How a day's table stands to the event table. A crash may leave it in any of these states. */
    enum State {
        ATTACHED,
        DETACHING,
        ALONE
    }

    /** What it takes to come from the tables that exist to those that should. Yesterday is for clocks that lag. */
    static List<String> statements(Map<String, State> existing, LocalDate today, EventConfig config) {
        List<String> statements = new ArrayList<>();
        today.minusDays(1)
                .datesUntil(today.plusDays(config.partitionsAhead() + 1L))
                .filter(day -> existing.get(name(day)) != State.ATTACHED)
                .forEach(day -> statements.addAll(create(day)));
        String oldestKept = name(today.minusDays(config.retention().toDays()));
        new TreeMap<>(existing).headMap(oldestKept).forEach((name, state) -> statements.addAll(drop(name, state)));
        return statements;
    }

    /** Made aside and then attached, which does not lock the appends out as "create … partition of" does. */
    private static List<String> create(LocalDate day) {
        return List.of(
                "create table if not exists " + name(day) + " (like event including all)",
                "alter table event attach partition " + name(day) + " for values from ('" + start(day) + "') to ('"
                        + start(day.plusDays(1)) + "')");
    }

    /** Concurrently: a plain drop would wait for, and then hold up, every append. */
    private static List<String> drop(String name, State state) {
        String drop = "drop table " + name;
        return switch (state) {
            case ATTACHED -> List.of("alter table event detach partition " + name + " concurrently", drop);
            case DETACHING -> List.of("alter table event detach partition " + name + " finalize", drop);
            case ALONE -> List.of(drop);
        };
    }

    private static String name(LocalDate day) {
        return PREFIX + DAY.format(day);
    }

    private static UUID start(LocalDate day) {
        return EventIds.floor(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
