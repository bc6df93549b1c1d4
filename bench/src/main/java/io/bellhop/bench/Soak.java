package io.bellhop.bench;

import io.bellhop.bench.load.Load;
import io.bellhop.bench.load.Tally;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Eight hours' traffic of a group of ten webhooks a second, compressed: stored, processed and half of it delivered, and the
 * gateway looked at all the while.
 */
final class Soak {

    private static final double PER_SECOND = 800;
    private static final int CALLERS = 64;
    private static final int LOOKS = 80;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 20;
    private static final int WARM_UP = 5_000_000;
    private static final int RUN = 5_000_001;

    private final Gateway gateway;
    private final Database database;

    Soak(Gateway gateway, Database database) {
        this.gateway = gateway;
        this.database = database;
    }

    /**
     * What came of it.
     *
     * @param stored events that are there in the end
     * @param tables the tables' sizes with their indexes, the largest first
     * @param walBytes written ahead
     * @param liveHeap before it and when all of it was done
     */
    record Result(
            Duration length,
            Tally tally,
            List<Vitals> vitals,
            long stored,
            List<Database.Size> tables,
            long walBytes,
            LiveHeap liveHeap) {

        /** @param number from 1 to 4; the first warms up */
        List<Vitals> quarter(int number) {
            int each = vitals.size() / 4;
            return vitals.subList((number - 1) * each, number * each);
        }
    }

    /** What the gateway needs of its heap while nothing goes on, in bytes. */
    record LiveHeap(double before, double after) {}

    private record Passed(Tally tally, List<Vitals> vitals) {}

    /** @throws IllegalStateException if something acknowledged is not there, or was not processed or delivered */
    Result run(Duration warmUp, Duration length) throws IOException, SQLException, InterruptedException {
        pass(warmUp, WARM_UP);
        double liveBefore = gateway.liveHeapBytes();
        long walBefore = database.walBytes();
        Passed passed = pass(length, RUN);
        long walBytes = database.walBytes() - walBefore;
        long stored = database.rows("event");
        if (stored < passed.tally().stored()) {
            throw new IllegalStateException("acknowledged %d events, but %d are there"
                    .formatted(passed.tally().stored(), stored));
        }
        LiveHeap liveHeap = new LiveHeap(liveBefore, gateway.liveHeapBytes());
        return new Result(length, passed.tally(), passed.vitals(), stored, database.sizes(), walBytes, liveHeap);
    }

    /** Until all is processed and delivered. */
    private Passed pass(Duration length, int run) throws IOException, SQLException, InterruptedException {
        database.startAnew();
        try (Subscribers subscribers = new Subscribers(gateway, 1, false, "room.*");
                VitalsLog vitals = new VitalsLog(gateway, database, length.dividedBy(LOOKS))) {
            Tally tally = new Load(gateway.port(), "/webhooks", CALLERS, run).openLoop(length, PER_SECOND);
            List<Vitals> seen = vitals.all();
            if (!subscribers.await(database.events("roomz"), PATIENCE) || !processed()) {
                throw new IllegalStateException("not everything was processed and delivered");
            }
            return new Passed(tally, seen);
        }
    }

    private boolean processed() throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database.waiting() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }
}
