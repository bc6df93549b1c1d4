package io.bellhop.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SLOW = "select pg_sleep(60) as looked";
    private static final String RUNNING =
            "select count(*) from pg_stat_activity where state = 'active' and query = '" + SLOW + "'";

    @Inject
    Pool pool;

    @Test
    void aQueryThatTakesTooLongIsEndedInTheDatabaseAndSaidToBeMissing() {
        Look look = new Look(pool, Duration.ofMillis(200));

        look.up(connection -> connection.query(SLOW).execute()).await().atMost(PATIENCE);

        assertThat(look.fresh()).isZero();
        assertThat(running()).isZero();
    }

    @Test
    void isFreshOnceItIsLookedUpAndNotBefore() {
        Look look = new Look(pool, Duration.ofMinutes(1));
        assertThat(look.fresh()).isZero();

        look.up(connection -> connection.query("select 1").execute()).await().atMost(PATIENCE);

        assertThat(look.fresh()).isEqualTo(1);
    }

    private long running() {
        return pool.query(RUNNING)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }
}
