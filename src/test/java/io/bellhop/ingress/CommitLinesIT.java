package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A webhook that comes alone can be followed by its event's id: stored, and processed. */
@QuarkusTest
class CommitLinesIT {

    private static final Logger OURS = Logger.getLogger("io.bellhop");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Handler listener = new Handler() {

        private final PatternFormatter message = new PatternFormatter("%s");

        @Override
        public void publish(LogRecord line) {
            lines.add(message.format(line));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nor anything held
        }
    };

    @BeforeEach
    void listen() {
        OURS.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        OURS.removeHandler(listener);
    }

    @Test
    void itsStoringAndItsProcessingAreALineEach() {
        String id = Webhook.toNewSource("roomz")
                .roomz(Webhook.newPresence())
                .statusCode(202)
                .extract()
                .path("events[0].id");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lines)
                        .anySatisfy(line -> assertThat(line)
                                .matches("append\\.committed events=1 stored=1 duplicate=0 bytes=\\d+ event_id=" + id
                                        + " took_ms=\\d+"))
                        .anySatisfy(line -> assertThat(line)
                                .matches(
                                        "processing\\.committed events=1 processed=1 failed=0 deliveries=\\d+ event_id="
                                                + id + " took_ms=\\d+")));
    }
}
