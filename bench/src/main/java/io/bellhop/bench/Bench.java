package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Measures durable ingest, processing and deliveries; {@code bench/run} starts it, in the project's directory and after the build. */
public final class Bench {

    private static final Path BUILD = Path.of("target", "bench");
    private static final Path OUTPUT = Path.of("bench");
    private static final Path REPORT = OUTPUT.resolve("report.md");

    private final Options options;
    private final Runner runner;
    private final Processing processing;
    private final Deliveries deliveries;

    private Bench(Options options, Runner runner, Processing processing, Deliveries deliveries) {
        this.options = options;
        this.runner = runner;
        this.processing = processing;
        this.deliveries = deliveries;
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
        if (!options.parts().equals(EnumSet.of(Part.ENDURANCE))) {
            speed(options);
        }
        if (options.parts().contains(Part.ENDURANCE)) {
            say("a burst and a long time");
            Endurance.measureAndReport(options, BUILD, REPORT);
        }
        Files.lines(REPORT).forEach(System.out::println);
    }

    private static void speed(Options options) throws IOException, InterruptedException, SQLException {
        say("starting the gateway");
        try (Gateway gateway = Gateway.start(BUILD, options.gatewayJava());
                Database database = Database.of(gateway.dataDirectory())) {
            database.requireDurableCommits();
            database.createBenchTables();
            Runner runner = new Runner(gateway, database, new PgBench(BUILD, database));
            new Bench(options, runner, new Processing(gateway, database), new Deliveries(gateway, database))
                    .measureAndReport(database.settings());
            database.requireDurableCommits();
        }
    }

    private void measureAndReport(List<String> settings) throws IOException, InterruptedException, SQLException {
        if (options.parts().contains(Part.INGEST)) {
            Results results = measure();
            new Report(options, settings, results).write(REPORT);
            Plots.write(results, OUTPUT);
        }
        if (options.parts().contains(Part.DELIVERIES)) {
            new DeliveryReport(options, settings, deliveries()).write(REPORT);
        }
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

    private DeliveryResults deliveries() throws IOException, InterruptedException, SQLException {
        List<Deliveries.Run> runs = new ArrayList<>();
        List<Deliveries.Highest> highest = new ArrayList<>();
        say("warming up: deliveries");
        for (int subscriptions : DeliveryResults.SUBSCRIPTIONS) {
            deliveries.drain(subscriptions);
        }
        for (Steady steady : DeliveryResults.LATENCY) {
            deliveries.run(steady, 0, options.warmUp());
        }
        for (int round = 1; round <= options.rounds(); round++) {
            List<Steady> order = new ArrayList<>(DeliveryResults.STEADY);
            Collections.rotate(order, round - 1);
            for (Steady steady : order) {
                runs.add(said(deliveries.run(steady, round, options.deliveries())));
            }
            for (int subscriptions : DeliveryResults.SUBSCRIPTIONS) {
                Deliveries.Highest found = deliveries.highest(subscriptions, round, options.deliveries());
                say(String.format(
                        Locale.ROOT,
                        "round %d: a backlog for %d: %,.0f deliveries/s, gateway %.0f µs, PostgreSQL %.0f µs, %.1f per commit",
                        round,
                        subscriptions,
                        found.drain().perSecond(),
                        found.drain().gatewayMicrosEach(),
                        found.drain().postgresMicrosEach(),
                        found.drain().perCommit()));
                found.tried().forEach(Bench::said);
                highest.add(found);
            }
        }
        return new DeliveryResults(runs, highest);
    }

    private static Deliveries.Run said(Deliveries.Run run) {
        say(String.format(
                Locale.ROOT,
                "round %d: %s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %d waiting",
                run.round(),
                run.steady(),
                run.millisAt(50),
                run.millisAt(95),
                run.millisAt(99),
                run.waiting()));
        return run;
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
