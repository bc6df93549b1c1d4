package io.bellhop.bench;

import io.bellhop.bench.Deliveries.Highest;
import io.bellhop.bench.Deliveries.Run;
import io.bellhop.bench.Results.Spread;
import java.io.IOException;
import java.util.List;

/** The report on deliveries. */
final class DeliveryReport extends ReportPart {

    static final double PEERS_P95_MILLIS = 120;
    static final double UNFAIRNESS_BUDGET = 1.5;

    private final Options options;
    private final List<String> databaseSettings;
    private final DeliveryResults results;

    DeliveryReport(Options options, List<String> databaseSettings, DeliveryResults results) {
        this.options = options;
        this.databaseSettings = databaseSettings;
        this.results = results;
    }

    @Override
    String title() {
        return "# Deliveries, measured";
    }

    @Override
    void fill() throws IOException {
        section("Verdict");
        verdict();
        section("Latency");
        add("From stored to received. Medians of %d rounds of %s.", options.rounds(), seconds());
        add("");
        latencies(DeliveryResults.LATENCY);
        section("Fairness");
        add("The same, of the nineteen that answer. The budget is for the ratio of the p99 in one round.");
        add("");
        latencies(List.of(DeliveryResults.FAIR, DeliveryResults.HANGING));
        highest();
        rounds();
        circumstances(databaseSettings, options.gatewayJava());
        add(
                "- other processes used %.1f %% of the processors during the runs, the hypervisor took %.1f %%",
                results.share(processors(), CpuTimes::others) * 100,
                results.share(processors(), CpuTimes::stolen) * 100);
    }

    private String seconds() {
        return options.deliveries().toSeconds() + " s";
    }

    private void verdict() {
        for (Steady steady : DeliveryResults.LATENCY) {
            double p95 = results.of(steady, run -> run.millisAt(95)).median();
            addAsIs(Verdict.line(
                    p95 <= PEERS_P95_MILLIS,
                    "p95 at %s is %.1f ms; a published peer figure is %.0f ms",
                    steady,
                    p95,
                    PEERS_P95_MILLIS));
        }
        Spread unfairness = results.unfairness();
        addAsIs(Verdict.line(
                unfairness.median() <= UNFAIRNESS_BUDGET,
                "where one of twenty hangs, the others' p99 is %.2f × (%.2f to %.2f); the budget is %.1f ×",
                unfairness.median(),
                unfairness.min(),
                unfairness.max(),
                UNFAIRNESS_BUDGET));
        addAsIs(
                "- **Kept**: in every run but those at too high a rate, everybody received every event that was acknowledged.");
        double others = results.share(processors(), CpuTimes::others);
        if (others > Verdict.NOISY) {
            add("- **Noisy**: other processes used %.0f %% of the processors during the runs.", others * 100);
        }
        if (options.rounds() < 3) {
            add("- **Too short**: fewer than three rounds are an anecdote.");
        }
    }

    private void latencies(List<Steady> all) {
        add("| what | p50 ms | p95 ms | min to max | p99 ms | min to max |");
        add("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Steady steady : all) {
            Spread p95 = results.of(steady, run -> run.millisAt(95));
            Spread p99 = results.of(steady, run -> run.millisAt(99));
            add(
                    "| %s | %s | %s | %s to %s | %s | %s to %s |",
                    steady,
                    millis(results.of(steady, run -> run.millisAt(50)).median()),
                    millis(p95.median()),
                    millis(p95.min()),
                    millis(p95.max()),
                    millis(p99.median()),
                    millis(p99.min()),
                    millis(p99.max()));
        }
    }

    private void highest() {
        section("How much goes through");
        add(
                "A backlog, processed and delivered with nothing else going on; and the highest of the rates tried, from there"
                        + " downwards, that was held for %s: p99 under a second, and no queue left at the end.",
                seconds());
        add("");
        add("| subscriptions | deliveries/s of a backlog, median | min to max | gateway µs each | PostgreSQL µs each |"
                + " deliveries per commit | deliveries/s held, median | min to max | p99 ms at that |");
        add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int subscriptions : DeliveryResults.SUBSCRIPTIONS) {
            Spread drained = results.of(subscriptions, one -> one.drain().perSecond());
            Spread held = results.of(subscriptions, Highest::heldPerSecond);
            add(
                    "| %d | %,.0f | %,.0f to %,.0f | %.0f | %.0f | %.1f | %,.0f | %,.0f to %,.0f | %s |",
                    subscriptions,
                    drained.median(),
                    drained.min(),
                    drained.max(),
                    results.of(subscriptions, one -> one.drain().gatewayMicrosEach())
                            .median(),
                    results.of(subscriptions, one -> one.drain().postgresMicrosEach())
                            .median(),
                    results.of(subscriptions, one -> one.drain().perCommit()).median(),
                    held.median(),
                    held.min(),
                    held.max(),
                    millis(results.of(subscriptions, one -> one.last().millisAt(99))
                            .median()));
        }
    }

    private void rounds() {
        section("Every run");
        add("| round | what | received | p50 ms | p95 ms | p99 ms | waiting at the end | held |");
        add("| ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |");
        results.runs().forEach(run -> run(run, ""));
        results.highest().stream()
                .flatMap(one -> one.tried().stream())
                .forEach(run -> run(run, run.held() ? "yes" : "no"));
    }

    private void run(Run run, String held) {
        add(
                "| %d | %s | %,d | %s | %s | %s | %,d | %s |",
                run.round(),
                run.steady(),
                run.micros().getTotalCount(),
                millis(run.millisAt(50)),
                millis(run.millisAt(95)),
                millis(run.millisAt(99)),
                run.waiting(),
                held);
    }
}
