package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Measures durable ingest and processing; {@code bench/run} starts it, in the project's directory and after the build. */
public final class Bench {

    private static final Path BUILD = Path.of("target", "bench");
    private static final Path OUTPUT = Path.of("bench");

    private final Options options;
    private final Runner runner;
    private final Processing processing;

    private Bench(Options options, Runner runner, Processing processing) {
        this.options = options;
        this.runner = runner;
        this.processing = processing;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        say("starting the gateway");
        try (Gateway gateway = Gateway.start(BUILD, options.gatewayJava());
                Database database = Database.of(gateway.dataDirectory())) {
            database.requireDurableCommits();
            database.createBenchTables();
            Runner runner = new Runner(gateway, database, new PgBench(BUILD, database));
            Results results = new Bench(options, runner, new Processing(gateway, database)).measure();
            new Report(options, database.settings(), results).write(OUTPUT.resolve("report.md"));
            Plots.write(results, OUTPUT);
            database.requireDurableCommits();
        }
        Files.lines(OUTPUT.resolve("report.md")).forEach(System.out::println);
    }

    private Results measure() throws IOException, InterruptedException, SQLException {
        warmUp();
        List<Measurement> closedLoop = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            // Another one first in each round, so that none is always the one after the others.
            List<Variant> order = new ArrayList<>(Variant.ALL);
            Collections.rotate(order, round - 1);
            for (Variant variant : order) {
                closedLoop.add(said(runner.closedLoop(variant, round, options.run())));
            }
        }
        double full = new Results(closedLoop, null, List.of())
                .of(Variant.BUDGETED, Measurement::perSecond)
                .median();
        Measurement openLoop = said(runner.openLoop(Variant.BUDGETED, full / 2, options.openLoop()));
        return new Results(closedLoop, openLoop, processing());
    }

    private List<Processing.Run> processing() throws IOException, InterruptedException, SQLException {
        List<Processing.Run> runs = new ArrayList<>();
        for (int round = 0; round <= options.rounds(); round++) {
            for (Processing.Kind kind : Processing.Kind.values()) {
                Processing.Run run = processing.run(kind, round);
                say(String.format(
                        Locale.ROOT, "round %d: processing, %s: %,.0f events/s", round, kind.label(), run.perSecond()));
                // The first warms up.
                if (round > 0) {
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    /** Compiles the gateway's code and this one's, fills the pools, and lets PostgreSQL make its write-ahead segments. */
    private void warmUp() throws IOException, InterruptedException, SQLException {
        for (Way way : Way.values()) {
            Duration duration = way.isPgBench() ? options.warmUp().dividedBy(4) : options.warmUp();
            say("warming up: " + way.label());
            runner.closedLoop(new Variant(way, 64), 0, duration);
        }
    }

    private static Measurement said(Measurement run) {
        say(String.format(
                Locale.ROOT,
                "round %d: %s: %,.0f events/s, p99 %.1f ms %s",
                run.round(),
                run.variant(),
                run.perSecond(),
                run.millisAt(99),
                run.outcome().failures()));
        return run;
    }

    private static void say(String progress) {
        System.err.println("bench: " + progress);
    }
}
