package io.bellhop.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Looks for what no log may hold. What it finds it names, and does not repeat. */
record LogScan(PersonalData people) {

    /**
     * @param lines how many were looked at
     * @param findings as in {@code gateway.log:17: an email}
     */
    record Result(int lines, List<String> findings) {}

    /** All files in the folder. */
    Result of(Path folder) {
        List<String> findings = new ArrayList<>();
        int lines = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines += scan(file, folder.relativize(file), findings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(lines, findings);
    }

    private int scan(Path file, Path name, List<String> findings) throws IOException {
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                for (String finding : in(line)) {
                    findings.add(name + ":" + number + ": " + finding);
                }
            }
        }
        return number;
    }

    /** What the line holds, be it text or JSON, in which quotes are escaped. */
    List<String> in(String logged) {
        String line = logged.replace("\\\"", "\"");
        List<String> findings = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            if (shape.isIn(line)) {
                findings.add(shape.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        people.foundIn(line).ifPresent(file -> findings.add("a person's name or words, as in " + file));
        return findings;
    }
}
