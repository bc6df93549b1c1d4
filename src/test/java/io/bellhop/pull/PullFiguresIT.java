package io.bellhop.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Scrape;
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
    private static final String REFUSED = "bellhop_api_credentials_refused";

    @Inject
    PullFigures figures;

    private StandIn standIn;
    private Pulls pulls;

    @BeforeEach
    void start() {
        standIn = StandIn.start(0);
        pulls = Pulls.ofChannexUnconnected(standIn);
    }

    @AfterEach
    void stop() {
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

    private double looked(String metric) {
        figures.look().await().atMost(PATIENCE);
        return Scrape.now().sum(metric, "source", pulls.source());
    }
}
