package io.bellhop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gateway under measurement, in a process and a data directory of its own, as it starts without any configuration, but that it delivers to this one. */
final class Gateway implements AutoCloseable {

    /** Garbage included. */
    static final String HEAP_IN_USE = "jvm_memory_used_bytes{area=\"heap\"";

    /** Of these the serial collector leaves dead objects where they are in all but one, {@code MarkSweepAlwaysCompactCount}. */
    private static final int COLLECTIONS_THAT_COMPACT = 4;

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 100;

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path dataDirectory;
    private final String key;

    private Gateway(Process process, int port, int managementPort, Path dataDirectory, String key) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.dataDirectory = dataDirectory;
        this.key = key;
    }

    /** Returns once it is ready. Its log is {@code gateway.log} in the build directory. */
    static Gateway start(Path build, List<String> javaOptions) throws IOException, InterruptedException {
        return start(build, javaOptions, Map.of());
    }

    /** @param environment what its process has beside this one's */
    static Gateway start(Path build, List<String> javaOptions, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path data = build.resolve("data");
        delete(data);
        int port = freePort();
        int managementPort = freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + managementPort,
                "-Dbellhop.embedded-postgres.data-dir=" + data,
                "-Dbellhop.delivery.allow-http=true",
                "-Dbellhop.delivery.allowed-addresses=127.0.0.1",
                "-jar",
                build.resolve("quarkus-app/quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(build.resolve("gateway.log").toFile());
        String key = UUID.randomUUID().toString();
        builder.environment().putAll(environment);
        builder.environment().put("BELLHOP_ACCESS_BOOTSTRAP_KEY", key);
        Gateway gateway = new Gateway(builder.start(), port, managementPort, data, key);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway.process::destroy));
        gateway.awaitReady();
        return gateway;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                process.destroy();
                throw new IllegalStateException(
                        "the gateway did not start; see gateway.log in " + dataDirectory.getParent());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() throws IOException {
        HttpURLConnection http =
                (HttpURLConnection) new URL("http://127.0.0.1:" + managementPort + "/q/health/ready").openConnection();
        try {
            return http.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        } finally {
            http.disconnect();
        }
    }

    /** The sum of all that begin so, as in {@link #HEAP_IN_USE}. */
    double metric(String start) throws IOException {
        URL url = new URL("http://127.0.0.1:" + managementPort + "/q/metrics");
        try (InputStream metrics = url.openStream()) {
            return new String(metrics.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(start))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    /** What it still needs of its heap: what is in use after full collections. */
    double liveHeapBytes() throws IOException, InterruptedException {
        for (int i = 0; i < COLLECTIONS_THAT_COMPACT; i++) {
            collect();
        }
        return metric(HEAP_IN_USE);
    }

    private void collect() throws IOException, InterruptedException {
        Process collection = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (collection.waitFor() != 0) {
            throw new IllegalStateException("the gateway's heap could not be collected");
        }
    }

    /** Calls the API as an administrator. Fails unless it succeeds. @return the answer's body */
    String call(String method, String path, String json) throws IOException {
        HttpURLConnection http = (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection();
        try {
            http.setRequestMethod(method);
            http.setRequestProperty("Authorization", "Bearer " + key);
            if (!json.isEmpty()) {
                http.setRequestProperty("Content-Type", "application/json");
                http.setDoOutput(true);
                http.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
            }
            return new String(http.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            http.disconnect();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The last bench's data. Left alone if its PostgreSQL still runs. */
    private static void delete(Path data) throws IOException {
        if (Files.exists(data.resolve("postgres/postmaster.pid"))) {
            throw new IllegalStateException("a PostgreSQL runs on " + data
                    + ", or was killed there: stop it (its process is the first line of postgres/postmaster.pid)"
                    + " and remove the directory");
        }
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    /** Stops it, and so its database, and removes the data. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(dataDirectory);
    }
}
