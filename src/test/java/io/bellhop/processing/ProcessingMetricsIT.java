package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Scrape;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each event is counted each time that it is claimed: claimed = processed + retried + set aside. */
@QuarkusTest
class ProcessingMetricsIT {

    /** It does not say which guests are one. */
    private static final Path MERGE_OF_NOBODY = Path.of("samples/sevenrooms/guest-merged-without-ids.json");

    @Test
    void whatWasClaimedIsTheSumOverTheResults() throws IOException {
        Webhook roomz = Webhook.toNewSource("roomz");
        Webhook sevenrooms = Webhook.toNewSource("sevenrooms");
        Database.awaitProcessed();
        Scrape before = Scrape.now();

        for (int i = 0; i < 5; i++) {
            roomz.roomz(Webhook.newPresence()).statusCode(202);
        }
        sevenrooms.sevenrooms(Files.readAllBytes(MERGE_OF_NOBODY)).statusCode(202);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Scrape after = Scrape.now();
            assertThat(rise(before, after, "bellhop_processing_events_total")).isEqualTo(6);
            assertThat(rise(before, after, "bellhop_processing_events_total", "result", "set_aside"))
                    .isEqualTo(1);
            assertThat(rise(before, after, "bellhop_processing_batch_events_sum"))
                    .isEqualTo(6);
            assertThat(rise(before, after, "bellhop_processing_lag_seconds_count"))
                    .isEqualTo(5);
        });
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
