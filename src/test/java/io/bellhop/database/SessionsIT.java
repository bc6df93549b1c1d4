package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsIT {

    private static final String LIMIT = "select setting::bigint from pg_settings where name = 'statement_timeout'";

    @Inject
    Sessions sessions;

    @Inject
    DatabaseConfig config;

    @Test
    void postgresqlEndsAStatementBeforeItsConnectionIsGivenUp() {
        long limitMillis = sessions.run(connection -> connection.query(LIMIT).execute())
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(limitMillis).isPositive().isLessThan(config.silence().toMillis());
    }
}
