package io.bellhop.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Scrape;
import io.bellhop.SettableClock;
import io.bellhop.processing.Database;
import io.bellhop.standin.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of the pulls wakes somebody is what the database knows: any worker shows it, and none goes on when it is over. */
@QuarkusTest
class PullFiguresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FEED = "booking_revisions";
    private static final String MISSED = "bellhop_pull_missed_last_hour";
    private static final String REFUSED = "bellhop_api_credentials_refused";

    @Inject
    PullFigures figures;

    @Inject
    SettableClock clock;

    private StandIn standIn;
    private Pulls pulls;

    @BeforeEach
    void start() {
        standIn = StandIn.start(0);
        pulls = Pulls.ofChannexUnconnected(standIn);
    }

    @AfterEach
    void stop() {
        clock.backToNow();
        pulls.forget();
        standIn.stop();
    }

    @Test
    void credentialsAreRefusedUntilTheyAreOthers() {
        pulls.withCredentials("{\"api-key\":\"wrong\"}");
        pulls.awaitFirst(FEED);
        assertThat(looked(REFUSED)).isEqualTo(1);

        pulls.connectChannex();

        assertThat(looked(REFUSED)).isZero();
        pulls.pull(FEED);
        assertThat(looked(REFUSED)).isZero();
    }

    @Test
    void whatAPullFoundIsMissedForAnHour() {
        pulls.connectChannex();
        pulls.awaitFirst(FEED);
        Database.execute("update pull_run set missed = 3 where source = '" + pulls.source() + "'");
        assertThat(looked(MISSED)).isEqualTo(3);

        clock.moveOn(Duration.ofMinutes(61));

        assertThat(looked(MISSED)).isZero();
    }

    private double looked(String metric) {
        figures.look().await().atMost(PATIENCE);
        return Scrape.now().sum(metric, "source", pulls.source());
    }
}
