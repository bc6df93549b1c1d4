package io.bellhop.event;

import io.bellhop.replica.NotAWorker;
import io.bellhop.telemetry.Figures;
import io.bellhop.telemetry.Look;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the days to come are there, and those that are over are gone. The same on every replica. */
@Singleton
final class PartitionFigures {

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** By their names, as a day that is detached is still there until its table is dropped. */
    private static final String DAYS = """
            select left(relname, -9) as of, right(relname, 8) as day, inhrelid is not null and not inhdetachpending as attached
            from pg_class left join pg_inherits on inhrelid = oid
            where relkind = 'r' and relname ~ '^(event|delivery)_[0-9]{8}$'
                and relnamespace = (select relnamespace from pg_class where oid = 'event'::regclass)
            """;

    private final Figures figures;
    private final Look look;
    private final EventConfig config;
    private final InstantSource clock;

    PartitionFigures(Figures figures, EventConfig config, InstantSource clock) {
        this.figures = figures;
        this.look = figures.look("partitions", EVERY);
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "1m",
            delayed = "3s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = NotAWorker.class,
            identity = "partition-figures")
    Uni<Void> look() {
        return look.up(connection -> connection.query(DAYS).execute().invoke(this::take));
    }

    private void take(Iterable<Row> rows) {
        Map<String, NavigableSet<LocalDate>> days = new TreeMap<>();
        Map<String, NavigableSet<LocalDate>> usable = new TreeMap<>();
        for (Row row : rows) {
            LocalDate day = LocalDate.parse(row.getString("day"), DateTimeFormatter.BASIC_ISO_DATE);
            days.computeIfAbsent(row.getString("of"), table -> new TreeSet<>()).add(day);
            if (row.getBoolean("attached")) {
                usable.computeIfAbsent(row.getString("of"), table -> new TreeSet<>())
                        .add(day);
            }
        }
        show(days, usable);
    }

    private void show(Map<String, NavigableSet<LocalDate>> days, Map<String, NavigableSet<LocalDate>> usable) {
        Instant now = clock.instant();
        days.forEach((table, there) -> {
            figures.of(
                            "bellhop.partitions.ahead.days.limit",
                            "As many days should be made ahead",
                            EVERY,
                            "table",
                            table)
                    .tell(config.partitionsAhead());
            figures.of(
                            "bellhop.partitions.ahead.days",
                            "Days made ahead; at 0, tomorrow nothing can be stored",
                            EVERY,
                            "table",
                            table)
                    .tell(daysAhead(usable.getOrDefault(table, Collections.emptyNavigableSet()), now));
            figures.of(
                            "bellhop.retention.lag.seconds",
                            "For how long the oldest day should have been gone",
                            EVERY,
                            "table",
                            table)
                    .tell(lag(there, config.retention(), now).toMillis() / 1e3);
        });
    }

    /** Of those after today, without a gap; -1 if not even today is there. */
    static int daysAhead(NavigableSet<LocalDate> days, Instant now) {
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
        int ahead = -1;
        while (days.contains(day)) {
            ahead++;
            day = day.plusDays(1);
        }
        return ahead;
    }

    /** Zero as long as the oldest may be there. */
    static Duration lag(NavigableSet<LocalDate> days, Duration retention, Instant now) {
        if (days.isEmpty()) {
            return Duration.ZERO;
        }
        Instant goes = days.first()
                .plusDays(retention.toDays() + 1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return goes.isAfter(now) ? Duration.ZERO : Duration.between(goes, now);
    }
}
