package io.bellhop.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogFieldsTest {

    private final LogFields filter = new LogFields();

    @Test
    void eachKeyIsAField() {
        assertThat(fields(
                        "io.bellhop.delivery.AttemptRecord",
                        "delivery.attempted delivery_id=dlv_1 attempt=3 status=503"))
                .containsOnly(
                        entry("event", "delivery.attempted"),
                        entry("delivery_id", "dlv_1"),
                        entry("attempt", "3"),
                        entry("status", "503"));
    }

    @Test
    void aReasonInWordsGoesOnToTheNextKey() {
        assertThat(fields(
                        "io.bellhop.processing.Batch",
                        "processing.retried event_id=evt_1 reason=PostgreSQL refused it: SQLSTATE 40001 attempts=2"))
                .contains(entry("reason", "PostgreSQL refused it: SQLSTATE 40001"), entry("attempts", "2"));
        assertThat(fields(
                        "io.bellhop.pull.PullRecord", "pull.failed calls=1 reason=\"GET /a?b=c: timeout\" trace_id=ab"))
                .contains(entry("reason", "GET /a?b=c: timeout"), entry("trace_id", "ab"));
    }

    @Test
    void whatIsNotThereIsNoField() {
        assertThat(fields("io.bellhop.delivery.AttemptRecord", "delivery.attempted status=null reason=timeout"))
                .containsOnly(entry("event", "delivery.attempted"), entry("reason", "timeout"));
    }

    @Test
    void whatOthersSayIsLeftAlone() {
        assertThat(fields("io.quarkus", "some.thing key=value")).isEmpty();
        assertThat(fields("io.bellhop.Main", "no event, key=value")).isEmpty();
    }

    @Test
    void letsEveryLinePass() {
        assertThat(filter.isLoggable(new ExtLogRecord(Level.INFO, "anything", "x")))
                .isTrue();
    }

    private Map<String, String> fields(String logger, String message) {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, "x");
        line.setLoggerName(logger);
        filter.isLoggable(line);
        return line.getMdcCopy();
    }
}
