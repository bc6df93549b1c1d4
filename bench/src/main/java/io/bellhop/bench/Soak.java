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
    private static final int RUN = 5_000_000;

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
     */
    record Result(
            Duration length, Tally tally, List<Vitals> vitals, long stored, List<Database.Size> tables, long walBytes) {

        /** @param number from 1 to 4; the first warms up */
        List<Vitals> quarter(int number) {
            int each = vitals.size() / 4;
            return vitals.subList((number - 1) * each, number * each);
        }
    }

    /** @throws IllegalStateException if something acknowledged is not there, or was not processed or delivered */
    Result run(Duration length) throws IOException, SQLException, InterruptedException {
        database.startAnew();
        long walBefore = database.walBytes();
        try (Subscribers subscribers = new Subscribers(gateway, 1, false, "room.*");
                VitalsLog vitals = new VitalsLog(gateway, database, length.dividedBy(LOOKS))) {
            Tally tally = new Load(gateway.port(), "/webhooks", CALLERS, RUN).openLoop(length, PER_SECOND);
            List<Vitals> seen = vitals.all();
            if (!subscribers.await(database.events("roomz"), PATIENCE) || !processed()) {
                throw new IllegalStateException("not everything was processed and delivered");
            }
            long stored = database.rows("event");
            if (stored < tally.stored()) {
                throw new IllegalStateException(
                        "acknowledged %d events, but %d are there".formatted(tally.stored(), stored));
            }
            return new Result(length, tally, seen, stored, database.sizes(), database.walBytes() - walBefore);
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
