package io.bellhop.bench;

import io.bellhop.bench.load.Tally;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What came of one run.
 *
 * @param events acknowledged as new; for pgbench, its transactions
 * @param micros latencies; empty for pgbench
 * @param failed how many requests did not end in a new event, none of which should be there
 * @param failures what those were
 */
record Outcome(long events, double perSecond, Optional<Histogram> micros, long failed, String failures) {

    static Outcome of(PgBench.Result result) {
        return new Outcome(result.transactions(), result.perSecond(), Optional.empty(), 0, "");
    }

    static Outcome of(Tally tally) {
        return new Outcome(
                tally.stored(),
                tally.stored() / tally.seconds(),
                Optional.of(tally.micros()),
                tally.failed(),
                tally.failed() == 0 ? "" : tally.failures());
    }
}
