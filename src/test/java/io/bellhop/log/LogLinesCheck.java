package io.bellhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Of the logs that the integration tests made the gateway write. The build runs it after them, whichever they were; its name
 * keeps it from being run among them.
 */
class LogLinesCheck {

    private static final Path LOGS = Path.of("target/test-logs");

    @Test
    void noLineHoldsATokenASecretOrAPersonalDatum() {
        PersonalData people = PersonalData.in(Path.of("samples"), Path.of("src/test"));

        LogScan.Result result = new LogScan(people).of(LOGS);

        assertThat(people.size()).isGreaterThan(50);
        assertThat(result.lines()).isPositive();
        assertThat(result.findings()).isEmpty();
    }
}
