package io.bellhop.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** How reservations are found. */
@QuarkusTest
class ReservationStoreIT {

    @Inject
    Pool pool;

    /** It is kept while the table grows, until that is analysed. */
    @Test
    void aPlanMadeWhileNothingIsKnownOfTheTableFindsEachByItsKey() {
        List<String> plan = pool.withTransaction(connection -> connection
                        .query("""
                                create temporary table reservation (like public.reservation including indexes) on commit drop;
                                set local enable_seqscan = off""")
                        .execute()
                        .chain(() -> connection
                                .query("explain (generic_plan) " + ReservationStore.LOAD)
                                .execute()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList())
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(plan).anyMatch(line -> line.contains("using reservation_source_reference_key"));
    }
}
