package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Scrape;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PartitionFiguresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DETACHED = "delivery_20200101";

    @Inject
    PartitionFigures figures;

    @AfterEach
    void drop() {
        Database.execute("drop table if exists " + DETACHED);
    }

    @Test
    void aDayThatIsDetachedAndNotDroppedIsStillKept() {
        Database.execute("create table " + DETACHED + " (like delivery)");

        figures.look().await().atMost(PATIENCE);

        Scrape looked = Scrape.now();
        assertThat(looked.sum("bellhop_retention_lag_seconds", "table", "delivery"))
                .isGreaterThan(Duration.ofDays(365).toSeconds());
        assertThat(looked.sum("bellhop_retention_lag_seconds", "table", "event"))
                .isZero();
        assertThat(looked.sum("bellhop_partitions_ahead_days", "table", "delivery"))
                .isEqualTo(looked.sum("bellhop_partitions_ahead_days_limit", "table", "delivery"));
    }
}
