package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.database.Sessions;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventPartitionsIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    EventConfig config;

    @Inject
    Sessions sessions;

    @Inject
    EventPartitions partitions;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @AfterEach
    void backToToday() {
        partitions.maintain().await().atMost(TIME_LIMIT);
    }

    @Test
    void aWeekIsThereAheadOfTimeAndMaintainingAgainChangesNothing() {
        partitions.maintain().await().atMost(TIME_LIMIT);

        assertThat(existing()).contains(name(today), name(today.plusDays(7)));
    }

    @Test
    void daysPastRetentionAreDroppedAndTheDaysAheadAreMade() {
        LocalDate later = today.plusDays(config.retention().toDays() + 1);

        maintainOn(later);

        assertThat(existing())
                .doesNotContain(name(today))
                .contains(name(today.plusDays(1)), name(later), name(later.plusDays(7)));
    }

    /** A view holds it here; in operation it is a backup that reads for hours. */
    @Test
    void aDayThatCannotBeDroppedIsLeftAndTheDaysAheadAreThere() {
        LocalDate later = today.plusDays(config.retention().toDays() + 1);
        Database.execute("create view reading as select id from " + name(today));
        try {
            maintainOn(later);

            assertThat(existing()).contains(name(later), name(later.plusDays(7)));
        } finally {
            Database.execute("drop view reading");
        }
    }

    private void maintainOn(LocalDate day) {
        new EventPartitions(
                        sessions, config, () -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .maintain()
                .await()
                .atMost(TIME_LIMIT);
    }

    private List<String> existing() {
        return pool.query("select inhrelid::regclass::text from pg_inherits where inhparent = 'event'::regclass")
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
                .await()
                .atMost(TIME_LIMIT);
    }

    private static String name(LocalDate day) {
        return "event_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }
}
