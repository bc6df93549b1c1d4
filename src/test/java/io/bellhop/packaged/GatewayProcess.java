package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A packaged gateway in a process of its own. */
final class GatewayProcess implements AutoCloseable {

    static final String API_KEY = "an-api-key-for-the-packaged-tests";

    /** How a stack trace's lines begin, in text and in JSON. */
    static final String[] FRAME = {"\tat ", "\\tat "};

    /** Where LogLinesCheck looks for what no log may hold. */
    private static final Path LOGS = Path.of("target", "test-logs");

    private static final Duration TIME_LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    private GatewayProcess(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it and returns at once. @param directory where it runs */
    static GatewayProcess launch(Path directory, Map<String, String> settings) {
        int port = freePort();
        int managementPort = freePort();
        Map<String, String> all = new TreeMap<>(Map.of("bellhop.access.bootstrap-key", API_KEY));
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.management.port", Integer.toString(managementPort));
        all.put("quarkus.log.category.\"io.bellhop\".level", "DEBUG");
        all.putAll(settings);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar",
                Path.of(System.getProperty("packaged.jar")).toAbsolutePath().toString()));
        try {
            Path log = Files.createTempFile(Files.createDirectories(LOGS), "gateway", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new GatewayProcess(process, log, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it is up. */
    static GatewayProcess start(Path directory, Map<String, String> settings) {
        GatewayProcess gateway = launch(directory, settings);
        Awaitility.await()
                .atMost(TIME_LIMIT)
                .until(() -> gateway.log().contains(" started in ") || !gateway.process.isAlive());
        assertThat(gateway.process.isAlive()).as(gateway.log()).isTrue();
        return gateway;
    }

    /** Waits until it has ended by itself. */
    int awaitExit() {
        try {
            assertThat(process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(log())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** As an operator stops it. */
    @Override
    public void close() {
        askToStop();
        awaitExit();
    }

    /** As close does, and returns at once. */
    void askToStop() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Of probes and metrics. */
    String managementUrl(String path) {
        return "http://127.0.0.1:" + managementPort + path;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
