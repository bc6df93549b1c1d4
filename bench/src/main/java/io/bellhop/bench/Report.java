package io.bellhop.bench;

import java.io.IOException;
import java.util.List;

/** The report on durable ingest and processing. */
final class Report extends ReportPart {

    private final Options options;
    private final List<String> databaseSettings;
    private final Results results;
    private final Verdict verdict;

    Report(Options options, List<String> databaseSettings, Results results) {
        this.options = options;
        this.databaseSettings = databaseSettings;
        this.results = results;
        this.verdict = new Verdict(results);
    }

    @Override
    String title() {
        return "# Durable ingest, measured";
    }

    @Override
    void fill() throws IOException {
        section("Verdict");
        verdict.lines(processors()).forEach(this::addAsIs);
        throughput();
        latency();
        processing();
        costs();
        rounds();
        circumstances();
    }

    private void throughput() {
        section("Throughput");
        add("![Events per second by variant](ingest.png)");
        add("");
        add(
                "Closed loop, %d rounds of %d s. The ratio is to the best pgbench of the same round.",
                options.rounds(), options.run().toSeconds());
        add("");
        add(
                "| variant, clients | events/s, median | min to max | × pgbench's best, median | min to max | p50 ms | p99 ms |");
        add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Variant variant : Variant.ALL) {
            Results.Spread rate = results.of(variant, Measurement::perSecond);
            Results.Spread ratio = results.ratios(variant);
            add(
                    "| %s | %,.0f | %,.0f to %,.0f | %.2f | %.2f to %.2f | %s | %s |",
                    variant,
                    rate.median(),
                    rate.min(),
                    rate.max(),
                    ratio.median(),
                    ratio.min(),
                    ratio.max(),
                    millis(results.of(variant, run -> run.millisAt(50)).median()),
                    millis(results.of(variant, run -> run.millisAt(99)).median()));
        }
    }

    private void latency() {
        Measurement run = results.openLoop();
        section("Latency at half load");
        add("![Latency percentiles](latency.png)");
        add("");
        add(
                "Open loop, %s connections: %,.0f requests a second for %d s, half of the median above, each counted from when"
                        + " it should have been sent.",
                run.variant(), run.perSecond(), options.openLoop().toSeconds());
        add("");
        add("| p50 ms | p90 ms | p99 ms | p99.9 ms | max ms |");
        add("| ---: | ---: | ---: | ---: | ---: |");
        add(
                "| %s | %s | %s | %s | %s |",
                millis(run.millisAt(50)),
                millis(run.millisAt(90)),
                millis(run.millisAt(99)),
                millis(run.millisAt(99.9)),
                millis(run.millisAt(100)));
    }

    private void processing() {
        section("Processing");
        add("Events stored beforehand, all at once, and nothing else going on; every one had its effect.");
        add("");
        add("| what | events/s, median | min to max | gateway µs each | PostgreSQL µs each |");
        add("| --- | ---: | ---: | ---: | ---: |");
        for (Processing.Kind kind : Processing.Kind.values()) {
            Results.Spread rate = results.of(kind, Processing.Run::perSecond);
            add(
                    "| %s | %,.0f | %,.0f to %,.0f | %.0f | %.0f |",
                    kind.label(),
                    rate.median(),
                    rate.min(),
                    rate.max(),
                    results.of(kind, Processing.Run::gatewayMicrosEach).median(),
                    results.of(kind, Processing.Run::postgresMicrosEach).median());
        }
        add("");
        add("Beside ingest, in the runs above, half of the events presence and half reservations:");
        add("");
        add("| load | stored/s | processed/s meanwhile |");
        add("| --- | ---: | ---: |");
        Results.Spread stored = results.of(Variant.BUDGETED, Measurement::perSecond);
        Results.Spread processed = results.of(Variant.BUDGETED, Measurement::processedPerSecond);
        add("| closed loop, %s, median | %,.0f | %,.0f |", Variant.BUDGETED, stored.median(), processed.median());
        add(
                "| half of that, open loop | %,.0f | %,.0f |",
                results.openLoop().perSecond(), results.openLoop().processedPerSecond());
    }

    private void costs() {
        section("Where the time goes");
        add("Processor time for each event, medians; what is written for it.");
        add("");
        add(
                "| variant, clients | gateway µs | PostgreSQL µs | generator µs | events per commit | WAL bytes per event |");
        add("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Variant variant : Variant.ALL) {
            cost(variant.toString(), results, variant);
        }
        cost(
                Variant.BUDGETED + ", open loop",
                new Results(List.of(results.openLoop()), results.openLoop(), List.of()),
                Variant.BUDGETED);
    }

    private void cost(String name, Results runs, Variant variant) {
        add(
                "| %s | %.0f | %.0f | %.0f | %.1f | %,.0f |",
                name,
                runs.of(variant, Measurement::gatewayMicrosEach).median(),
                runs.of(variant, Measurement::postgresMicrosEach).median(),
                runs.of(variant, Measurement::generatorMicrosEach).median(),
                runs.of(variant, Measurement::eventsPerCommit).median(),
                runs.of(variant, Measurement::walBytesEach).median());
    }

    private void rounds() {
        section("Every run");
        add("| round | variant, clients | events stored and found | events/s | p99 ms | failed |");
        add("| ---: | --- | ---: | ---: | ---: | --- |");
        results.closedLoop().forEach(run -> run(Integer.toString(run.round()), run));
        run("open loop", results.openLoop());
    }

    private void run(String round, Measurement run) {
        add(
                "| %s | %s | %,d | %,.0f | %s | %s |",
                round,
                run.variant(),
                run.outcome().events(),
                run.perSecond(),
                millis(run.millisAt(99)),
                run.outcome().failed() == 0 ? "0" : run.outcome().failures());
    }

    private void circumstances() throws IOException {
        circumstances(databaseSettings, options.gatewayJava());
        add(
                "- warm-up, not counted: %d s for each way to store",
                options.warmUp().toSeconds());
        add(
                "- other processes used %.1f %% of the processors during the runs, the hypervisor took %.1f %%",
                verdict.share(processors(), CpuTimes::others) * 100,
                verdict.share(processors(), CpuTimes::stolen) * 100);
    }
}
