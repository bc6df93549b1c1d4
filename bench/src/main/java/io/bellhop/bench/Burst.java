package io.bellhop.bench;

import io.bellhop.bench.load.Load;
import io.bellhop.bench.load.Tally;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A steady rate, ten times as much for a while, which has to be more than can be stored, and the steady rate again. */
final class Burst {

    /** Well within what one replica stores, processes and delivers. */
    static final double STEADY_PER_SECOND = 2_500;

    static final int TIMES = 10;

    /** As many callers as wait at once for an answer: more than the gateway's queue has places. */
    static final int CALLERS = 6_000;

    /** How long it may take until latency is as it was. */
    static final Duration CALM_AFTER = Duration.ofSeconds(10);

    private static final int STEADY_CALLERS = 64;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Database database;

    /** Makes the events differ from those of other runs. */
    private int runs = 4_000_000;

    Burst(Gateway gateway, Database database) {
        this.gateway = gateway;
        this.database = database;
    }

    /**
     * What came of it.
     *
     * @param settling the first seconds after the burst
     * @param stored events that are there in the end
     */
    record Result(Tally before, Tally burst, Tally settling, Tally after, List<Vitals> vitals, long stored) {

        long acknowledged() {
            return before.stored() + burst.stored() + settling.stored() + after.stored();
        }
    }

    /** @throws IllegalStateException if something acknowledged is not there, or was neither stored nor told to come again */
    Result run(Duration steady, Duration length) throws IOException, SQLException, InterruptedException {
        steady(steady);
        database.startAnew();
        try (VitalsLog vitals = new VitalsLog(gateway, database, LOOK)) {
            Tally before = steady(steady);
            Tally burst =
                    new Load(gateway.port(), "/webhooks", CALLERS, ++runs).flood(length, STEADY_PER_SECOND * TIMES);
            Tally settling = steady(CALM_AFTER);
            Tally after = steady(steady);
            Result result = new Result(before, burst, settling, after, vitals.all(), database.rows("event"));
            if (result.stored() < result.acknowledged()) {
                throw new IllegalStateException(
                        "acknowledged %d events, but %d are there".formatted(result.acknowledged(), result.stored()));
            }
            if (burst.wrong() > 0) {
                throw new IllegalStateException("neither stored nor told to come again: " + burst.failures());
            }
            return result;
        }
    }

    private Tally steady(Duration length) throws IOException {
        return new Load(gateway.port(), "/webhooks", STEADY_CALLERS, ++runs).openLoop(length, STEADY_PER_SECOND);
    }
}
