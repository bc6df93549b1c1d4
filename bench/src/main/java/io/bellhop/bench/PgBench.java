package io.bellhop.bench;

import io.bellhop.bench.load.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own load generator, on the same server: how fast single rows can be committed here. It inserts the row that
 * the gateway does, the body sent with every statement, but claims no idempotency key: into the gateway's own table, and into
 * one with the same columns, no index but the primary key, and no partitions.
 */
final class PgBench {

    private static final String INSERT = """
            insert into %s (id, source, type, provider_type, subject, occurred_at, received_at,
                idempotency_key, content_type, note, body)
            values (uuidv7(), 'roomz', 'room.presence.changed', 'workspace.presence.changed',
                'room/8b5a8f03-10cc-561b-a853-e3c85919893f', timestamptz '2026-05-04 08:22:32.452+00', now(),
                'roomz|' || gen_random_uuid(), 'application/json', null, :body);
            """;

    private static final Pattern TRANSACTIONS = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    private final Path build;
    private final Database database;

    PgBench(Path build, Database database) {
        this.build = build;
        this.database = database;
    }

    /** What one run did. @param perSecond without the time it took to connect */
    record Result(long transactions, double perSecond) {}

    Result run(String table, int clients, Duration duration) throws IOException, InterruptedException {
        Path script = Files.writeString(build.resolve("insert.sql"), INSERT.formatted(table));
        int threads = Math.min(clients, Runtime.getRuntime().availableProcessors());
        List<String> command = new ArrayList<>(List.of(System.getProperty("bench.pgbench", "pgbench")));
        command.addAll(List.of("--no-vacuum", "--protocol=prepared", "--file=" + script));
        command.addAll(List.of("--client=" + clients, "--jobs=" + threads, "--time=" + duration.toSeconds()));
        command.add("--define=body=" + Webhook.roomz(0).body());
        command.addAll(List.of("--host=127.0.0.1", "--port=" + database.port(), "--username=" + Database.USER));
        command.add(Database.NAME);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !"0".equals(find(FAILED, output))) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        return new Result(Long.parseLong(find(TRANSACTIONS, output)), Double.parseDouble(find(PER_SECOND, output)));
    }

    private static String find(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench says no \"" + pattern + "\": " + output);
        }
        return matcher.group(1);
    }
}
