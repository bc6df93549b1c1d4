package io.bellhop.bench;

import io.bellhop.bench.load.Tally;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/** The report on what a burst and a long time do to the gateway. */
final class EnduranceReport extends ReportPart {

    /** How much more the last quarter of a long time may show than the second. */
    private static final double NO_GROWTH = 1.05;

    /** How many times what it was before the burst the p99 may be ten seconds after it. */
    private static final double CALM = 2;

    private static final double MILLION = 1e6;
    private static final double BYTES_PER_MIB = 1024 * 1024;

    private final Options options;
    private final List<String> databaseSettings;
    private final Burst.Result burst;
    private final Soak.Result soak;

    EnduranceReport(Options options, List<String> databaseSettings, Burst.Result burst, Soak.Result soak) {
        this.options = options;
        this.databaseSettings = databaseSettings;
        this.burst = burst;
        this.soak = soak;
    }

    @Override
    String title() {
        return "# A burst and a long time, measured";
    }

    @Override
    void fill() throws IOException {
        section("Verdict");
        verdict();
        section("A burst");
        add(
                "%,.0f webhooks a second, then up to %d times as many for %d s from %,d callers, then as before.",
                Burst.STEADY_PER_SECOND, Burst.TIMES, options.burst().toSeconds(), Burst.CALLERS);
        add("");
        add("| | sent/s | stored | stored/s | p50 ms | p99 ms | told to come again | p99 ms of that |");
        add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        row("before", burst.before());
        row("the burst", burst.burst());
        row("the first " + Burst.CALM_AFTER.toSeconds() + " s after it", burst.settling());
        row("then", burst.after());
        add("");
        add(
                "Latency counts from when a webhook should have been sent, in the burst from when it was: those who send share");
        add("the machine, and come to as many as it leaves them.");
        add("");
        add("Acknowledged %,d, of which there are %,d in the end.", burst.acknowledged(), burst.stored());
        add("");
        add("| | highest |");
        add("| --- | ---: |");
        highest("memory, resident, MiB", Vitals::residentMiB);
        highest("heap in use, MiB", Vitals::heapMiB);
        highest("threads", Vitals::threads);
        highest("file handles", Vitals::fileHandles);
        highest("connections to PostgreSQL", Vitals::connections);
        soak();
        circumstances(databaseSettings, Endurance.gatewayJava(options));
    }

    private void verdict() {
        long highest = Math.max(
                VitalsLog.highest(burst.vitals(), Vitals::residentMiB),
                VitalsLog.highest(soak.vitals(), Vitals::residentMiB));
        addAsIs(Verdict.line(
                highest < Endurance.LIMIT_MIB,
                "at most %d MiB of memory were held; the pod's limit is %d MiB",
                highest,
                Endurance.LIMIT_MIB));
        addAsIs(Verdict.line(
                burst.burst().shed() > 0,
                "the burst was more than could be stored: %,d webhooks of it were told to come again",
                burst.burst().shed()));
        add(
                "- **Kept**: whatever was acknowledged in the burst is there, whatever was not was told when to come again.");
        double before = p99Millis(burst.before());
        double after = p99Millis(burst.after());
        addAsIs(Verdict.line(
                after <= before * CALM,
                "ten seconds after the burst the p99 is %.1f ms, and was %.1f ms before it; the budget is %.0f times that",
                after,
                before,
                CALM));
        Soak.LiveHeap liveHeap = soak.liveHeap();
        addAsIs(Verdict.line(
                liveHeap.after() <= liveHeap.before() * NO_GROWTH,
                "heap that is left after a full collection: %.1f MiB before a long time, %.1f after it; the budget is 5 %% more",
                liveHeap.before() / BYTES_PER_MIB,
                liveHeap.after() / BYTES_PER_MIB));
        growth("resident MiB", Vitals::residentMiB);
        growth("threads", Vitals::threads);
        growth("file handles", Vitals::fileHandles);
        growth("connections", Vitals::connections);
    }

    private void growth(String name, ToLongFunction<Vitals> figure) {
        long second = VitalsLog.median(soak.quarter(2), figure);
        long last = VitalsLog.median(soak.quarter(4), figure);
        addAsIs(Verdict.line(
                last <= second * NO_GROWTH,
                "%s in a long time: %,d in its second quarter, %,d in its last; the budget is 5 %% more",
                name,
                second,
                last));
    }

    private static double p99Millis(Tally tally) {
        return tally.micros().getValueAtPercentile(99) / 1e3;
    }

    private void row(String name, Tally tally) {
        add(
                "| %s | %,.0f | %,d | %,.0f | %s | %s | %,d | %s |",
                name,
                tally.sent() / tally.seconds(),
                tally.stored(),
                tally.stored() / tally.seconds(),
                millis(tally.micros().getValueAtPercentile(50) / 1e3),
                millis(p99Millis(tally)),
                tally.shed(),
                tally.shed() == 0 ? "–" : millis(tally.shedMicros().getValueAtPercentile(99) / 1e3));
    }

    private void highest(String name, ToLongFunction<Vitals> figure) {
        add("| %s | %,d |", name, VitalsLog.highest(burst.vitals(), figure));
    }

    private void soak() {
        section("A long time");
        add(
                "%,d webhooks in %d s, which ten a second are in %.1f hours; all processed, half of them delivered. Not stored: %s.",
                soak.stored(),
                soak.length().toSeconds(),
                soak.stored() / 10.0 / 3600,
                soak.tally().failed() == 0 ? "none" : soak.tally().failures());
        add("");
        add("| median of each quarter of the run | first | second | third | last |");
        add("| --- | ---: | ---: | ---: | ---: |");
        quarters("memory, resident, MiB", Vitals::residentMiB);
        quarters("heap in use, MiB", Vitals::heapMiB);
        quarters("threads", Vitals::threads);
        quarters("file handles", Vitals::fileHandles);
        quarters("connections to PostgreSQL", Vitals::connections);
        section("Disk");
        double millions = soak.stored() / MILLION;
        add("| table, with its indexes | MiB per million events |");
        add("| --- | ---: |");
        soak.tables().forEach(table -> add("| %s | %,.0f |", table.name(), table.bytes() / BYTES_PER_MIB / millions));
        add(
                "| all | %,.0f |",
                soak.tables().stream().mapToLong(Database.Size::bytes).sum() / BYTES_PER_MIB / millions);
        add("| written ahead meanwhile | %,.0f |", soak.walBytes() / BYTES_PER_MIB / millions);
    }

    private void quarters(String name, ToLongFunction<Vitals> figure) {
        add(
                "| %s | %,d | %,d | %,d | %,d |",
                name,
                VitalsLog.median(soak.quarter(1), figure),
                VitalsLog.median(soak.quarter(2), figure),
                VitalsLog.median(soak.quarter(3), figure),
                VitalsLog.median(soak.quarter(4), figure));
    }
}
