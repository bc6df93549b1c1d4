package io.bellhop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Another gateway beside the one of the whole run, with settings of its own. */
final class SecondGateway implements AutoCloseable {

    /** Where LogLinesCheck looks for what no log may hold. */
    private static final Path LOGS = Path.of("target", "test-logs");

    private static final Duration TIME_LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private SecondGateway(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it and waits until it is up. @param directory where it runs */
    static SecondGateway start(Path directory, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.http.port", Integer.toString(Surroundings.freePort()));
        all.put("quarkus.management.port", Integer.toString(Surroundings.freePort()));
        Path log = Files.createTempFile(Files.createDirectories(LOGS), "second-gateway", ".log");
        SecondGateway gateway = new SecondGateway(Artifact.start(directory, all, Redirect.to(log.toFile())), log);
        Awaitility.await()
                .atMost(TIME_LIMIT)
                .until(() -> gateway.log().contains(" started in ") || !gateway.process.isAlive());
        assertThat(gateway.process.isAlive()).as(gateway.log()).isTrue();
        return gateway;
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
