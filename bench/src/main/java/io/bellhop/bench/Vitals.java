package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * What the gateway holds at a moment.
 *
 * @param residentMiB of its process
 * @param heapMiB in use, garbage included
 * @param connections of anybody to PostgreSQL
 */
record Vitals(long residentMiB, long heapMiB, long threads, long fileHandles, long connections) {

    private static final double KIB_PER_MIB = 1024;
    private static final double BYTES_PER_MIB = 1024 * 1024;

    static Vitals of(Gateway gateway, Database database) throws IOException, SQLException {
        Path process = Path.of("/proc", Long.toString(gateway.pid()));
        try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
            return new Vitals(
                    Math.round(status(process, "VmRSS:") / KIB_PER_MIB),
                    Math.round(gateway.metric(Gateway.HEAP_IN_USE) / BYTES_PER_MIB),
                    status(process, "Threads:"),
                    handles.count(),
                    database.connections());
        }
    }

    /** @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a> */
    private static long status(Path process, String name) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
