package io.bellhop.blackbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the build has made: the binary, if it was asked for one; else the jar. */
final class Artifact {

    private static final String BINARY = System.getProperty("native.image.path");

    private Artifact() {}

    static boolean isBinary() {
        return BINARY != null;
    }

    /** Starts it, and does not wait for anything. @param directory where it runs @param output what it says */
    static Process start(Path directory, Map<String, String> settings, Redirect output) throws IOException {
        return start(directory, settings, Map.of(), output);
    }

    /** @param variables of its environment, beside those that there are */
    static Process start(Path directory, Map<String, String> settings, Map<String, String> variables, Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(
                isBinary()
                        ? BINARY
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString());
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (!isBinary()) {
            command.add("-jar");
            command.add(
                    Path.of(System.getProperty("packaged.jar")).toAbsolutePath().toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(variables);
        return builder.start();
    }
}
