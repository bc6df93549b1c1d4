package io.bellhop.event;

import io.bellhop.database.Sessions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
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
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The days of the event table, in UTC, and of the tables whose ids begin as their event's do: made ahead of time, dropped when
 * retention has passed. One replica at a time does it; the others pass by.
 */
@Singleton
final class EventPartitions {

    private static final Logger LOG = Logger.getLogger(EventPartitions.class);
    private static final List<String> TABLES = List.of("event", "delivery");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtext('bellhop event partitions'))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtext('bellhop event partitions'))";

    private static final String EXISTING = """
            select relname, case when inhrelid is null then 'ALONE' when inhdetachpending then 'DETACHING' else 'ATTACHED' end
            from pg_class left join pg_inherits on inhrelid = oid
            where relkind = 'r' and relname ~ $1
                and relnamespace = (select relnamespace from pg_class where oid = 'event'::regclass)
            """;

    private final Sessions sessions;
    private final EventConfig config;
    private final InstantSource clock;

    EventPartitions(Sessions sessions, EventConfig config, InstantSource clock) {
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
    }

    /** Before the first request: without today's partition nothing can be stored. What is left over waits for the next hour. */
    void start(@Observes @Priority(10) StartupEvent event) {
        alone(connection -> maintain(connection, false)).await().atMost(Duration.ofSeconds(30));
    }

    /** Hourly, though a day would do: what fails once has a week of further chances. */
    @Scheduled(every = "1h", delayed = "1h", identity = "event-partitions")
    Uni<Void> maintain() {
        return alone(connection -> maintain(connection, true));
    }

    private Uni<Void> alone(Function<SqlConnection, Uni<Void>> work) {
        return sessions.run(connection -> connection
                .query(TRY_LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(ours -> ours
                        ? work.apply(connection)
                                .eventually(() -> connection.query(UNLOCK).execute())
                        : Uni.createFrom()
                                .voidItem()
                                .invoke(() -> LOG.info("partitions.passed_by reason=another replica is at it"))));
    }

    /** What is missing is made first, of all tables; what is left over can wait, behind a backup, say. */
    private Uni<Void> maintain(SqlConnection connection, boolean removing) {
        return each(TABLES, table -> statements(connection, table)).flatMap(ofTables -> {
            List<String> making = ofTables.stream()
                    .flatMap(List::stream)
                    .filter(statement -> !removes(statement))
                    .toList();
            Uni<Void> made = run(connection, making);
            Uni<Void> all = removing ? made.chain(() -> remove(connection, ofTables)) : made;
            return all.invoke(() -> LOG.infof(
                    "partitions.maintained made=%d last_day=%s",
                    making.size(), today().plusDays(config.partitionsAhead())));
        });
    }

    /** A table whose oldest day cannot be removed keeps no other's. */
    private Uni<Void> remove(SqlConnection connection, List<List<String>> ofTables) {
        return each(
                        ofTables,
                        statements -> run(
                                        connection,
                                        statements.stream()
                                                .filter(EventPartitions::removes)
                                                .toList())
                                .onFailure()
                                .recoverWithUni(EventPartitions::notRemoved))
                .replaceWithVoid();
    }

    private static <T, R> Uni<List<R>> each(List<T> all, Function<? super T, Uni<? extends R>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work)
                .collect()
                .asList();
    }

    private Uni<List<String>> statements(SqlConnection connection, String table) {
        Tuple days = Tuple.of("^" + table + "_[0-9]{8}$");
        return connection.preparedQuery(EXISTING).execute(days).map(rows -> {
            Map<String, State> existing = new TreeMap<>();
            rows.forEach(row -> existing.put(row.getString(0), State.valueOf(row.getString(1))));
            return statements(table, existing, today(), config);
        });
    }

    private static Uni<Void> run(SqlConnection connection, List<String> statements) {
        return each(statements, statement -> connection.query(statement).execute())
                .replaceWithVoid();
    }

    private static Uni<Void> notRemoved(Throwable failure) {
        LOG.warnf(
                "partitions.not_removed retry_in_ms=%d reason=%s",
                Duration.ofHours(1).toMillis(), failure);
        return Uni.createFrom().voidItem();
    }

    private static boolean removes(String statement) {
        return statement.startsWith("drop ") || statement.contains(" detach ");
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How a day's table stands to the whole. A crash may leave it in any of these states. */
    enum State {
        ATTACHED,
        DETACHING,
        ALONE
    }

    /** What it takes to come from the tables that exist to those that should. Yesterday is for clocks that lag. */
    static List<String> statements(String table, Map<String, State> existing, LocalDate today, EventConfig config) {
        List<String> statements = new ArrayList<>();
        today.minusDays(1)
                .datesUntil(today.plusDays(config.partitionsAhead() + 1L))
                .filter(day -> existing.get(name(table, day)) != State.ATTACHED)
                .forEach(day -> statements.addAll(create(table, day)));
        String oldestKept = name(table, today.minusDays(config.retention().toDays()));
        new TreeMap<>(existing)
                .headMap(oldestKept)
                .forEach((name, state) -> statements.addAll(drop(table, name, state)));
        return statements;
    }

    /** Made aside and then attached, which does not lock the appends out as "create … partition of" does. */
    private static List<String> create(String table, LocalDate day) {
        return List.of(
                "create table if not exists " + name(table, day) + " (like " + table + " including all)",
                "alter table " + table + " attach partition " + name(table, day) + " for values from ('" + start(day)
                        + "') to ('" + start(day.plusDays(1)) + "')");
    }

    /** Concurrently: a plain drop would wait for, and then hold up, every append. */
    private static List<String> drop(String table, String name, State state) {
        String drop = "drop table " + name;
        return switch (state) {
            case ATTACHED -> List.of("alter table " + table + " detach partition " + name + " concurrently", drop);
            case DETACHING -> List.of("alter table " + table + " detach partition " + name + " finalize", drop);
            case ALONE -> List.of(drop);
        };
    }

    private static String name(String table, LocalDate day) {
        return table + '_' + DAY.format(day);
    }

    private static UUID start(LocalDate day) {
        return EventIds.floor(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
