package io.bellhop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The budgets of the design, and whether these results keep them. */
final class Verdict {

    static final double RATIO_BUDGET = 1.0;
    static final double RATIO_GOAL = 1.5;
    static final double P99_BUDGET_MILLIS = 20;

    /** From here on, other processes had so much of the machine that the numbers say little. */
    static final double NOISY = 0.05;

    private final Results results;

    Verdict(Results results) {
        this.results = results;
    }

    List<String> lines(int processors) {
        List<String> lines = new ArrayList<>();
        Results.Spread ratio = results.ratios(Variant.BUDGETED);
        lines.add(line(
                ratio.median() >= RATIO_BUDGET,
                "durable ingest at %d connections is %.2f × pgbench's best (%.2f to %.2f); the budget is at least %.1f ×",
                Variant.BUDGETED.clients(),
                ratio.median(),
                ratio.min(),
                ratio.max(),
                RATIO_BUDGET));
        lines.add(line(ratio.median() >= RATIO_GOAL, "the goal is %.1f ×", RATIO_GOAL));
        double p99 = results.openLoop().millisAt(99);
        lines.add(line(
                p99 <= P99_BUDGET_MILLIS,
                "p99 of the answer at half of that load is %.1f ms; the budget is %.0f ms",
                p99,
                P99_BUDGET_MILLIS));
        long failed = results.all().mapToLong(run -> run.outcome().failed()).sum();
        lines.add(line(failed == 0, "%d requests failed or were duplicates", failed));
        lines.add("- **Kept**: after every run, the rows in the database were the events acknowledged.");
        lines.addAll(caveats(processors));
        return lines;
    }

    private List<String> caveats(int processors) {
        List<String> lines = new ArrayList<>();
        double others = share(processors, CpuTimes::others);
        double stolen = share(processors, CpuTimes::stolen);
        if (others > NOISY || stolen > NOISY) {
            lines.add(
                    ("- **Noisy**: other processes used %.0f %% of the processors during the runs, and the hypervisor took"
                                    + " %.0f %%; measure again on a quiet machine.")
                            .formatted(others * 100, stolen * 100));
        }
        if (results.bestOfPgBench().values().length < 3) {
            lines.add("- **Too short**: fewer than three rounds are an anecdote.");
        }
        return lines;
    }

    /** Of all the processor time that there was during the runs. */
    double share(int processors, ToDoubleFunction<CpuTimes> what) {
        double used =
                results.all().mapToDouble(run -> what.applyAsDouble(run.cpu())).sum();
        double there = results.all()
                .mapToDouble(run -> run.outcome().events() / run.perSecond() * processors)
                .sum();
        return used / there;
    }

    static String line(boolean kept, String text, Object... arguments) {
        return (kept ? "- **Kept**: " : "- **Missed**: ") + String.format(Locale.ROOT, text, arguments) + ".";
    }
}
