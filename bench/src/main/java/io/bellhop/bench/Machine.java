package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was measured and on what, as pairs of a name and a text. */
final class Machine {

    private Machine() {}

    static List<String[]> describe() throws IOException {
        return List.of(
                row("revision", System.getProperty("bench.revision", "unknown")),
                row("processor", value("/proc/cpuinfo", "model name")),
                row("processors", Integer.toString(Runtime.getRuntime().availableProcessors())),
                row("memory", value("/proc/meminfo", "MemTotal")),
                row("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version")),
                row("file system", fileSystem()),
                row("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")));
    }

    private static String[] row(String name, String value) {
        return new String[] {name, value};
    }

    private static String fileSystem() throws IOException {
        return Files.getFileStore(Path.of("target")).type();
    }

    /** After the colon, in the first line that begins so. */
    private static String value(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
    }
}
