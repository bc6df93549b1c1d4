package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One part of {@code report.md}, from its title to the next one's. */
abstract class ReportPart {

    private static final String TITLE = "# ";

    private final List<String> lines = new ArrayList<>();

    /** As in {@code # Durable ingest, measured}. */
    abstract String title();

    /** Adds all but the title. */
    abstract void fill() throws IOException;

    /** Takes the place that this part has in the file, or comes after the others, which stay as they are. */
    final void write(Path file) throws IOException {
        add(title());
        add("");
        add(
                "Written by `bench/run` at %s; [README.md](README.md) says what is measured and how to read it.",
                Instant.now().truncatedTo(ChronoUnit.MINUTES));
        fill();
        List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
        int from = before.contains(title()) ? before.indexOf(title()) : before.size();
        int to = from + 1;
        while (to < before.size() && !before.get(to).startsWith(TITLE)) {
            to++;
        }
        List<String> all = new ArrayList<>(before.subList(0, from));
        if (from == before.size() && from > 0) {
            all.add("");
        }
        all.addAll(lines);
        if (to < before.size()) {
            all.add("");
            all.addAll(before.subList(to, before.size()));
        }
        Files.write(file, all);
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    final void circumstances(List<String> databaseSettings, List<String> gatewayJava) throws IOException {
        section("Measured on");
        for (String[] row : Machine.describe()) {
            add("- %s: %s", row[0], row[1]);
        }
        databaseSettings.forEach(setting -> add("- PostgreSQL: %s", setting));
        add("- gateway's JVM options: %s", gatewayJava.isEmpty() ? "none" : String.join(" ", gatewayJava));
    }

    final void section(String title) {
        add("");
        add("## %s", title);
        add("");
    }

    final void add(String text, Object... arguments) {
        addAsIs(String.format(Locale.ROOT, text, arguments));
    }

    final void addAsIs(String line) {
        lines.add(line);
    }

    static String millis(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
