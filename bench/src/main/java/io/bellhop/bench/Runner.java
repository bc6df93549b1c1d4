package io.bellhop.bench;

import io.bellhop.bench.load.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Makes one run after another, each on empty tables, and proves after each that what was acknowledged is there. */
final class Runner {

    private final Gateway gateway;
    private final Database database;
    private final PgBench pgBench;
    private int runs;

    Runner(Gateway gateway, Database database, PgBench pgBench) {
        this.gateway = gateway;
        this.database = database;
        this.pgBench = pgBench;
    }

    private interface Run {
        Outcome make() throws IOException, InterruptedException;
    }

    /** As fast as it goes. */
    Measurement closedLoop(Variant variant, int round, Duration duration)
            throws IOException, InterruptedException, SQLException {
        Run run = variant.way().isPgBench()
                ? () -> Outcome.of(pgBench.run(variant.way().table(), variant.clients(), duration))
                : () -> Outcome.of(load(variant).closedLoop(duration));
        return measure(variant, round, run);
    }

    /** At a steady rate. */
    Measurement openLoop(Variant variant, double perSecond, Duration duration)
            throws IOException, InterruptedException, SQLException {
        return measure(variant, 1, () -> Outcome.of(load(variant).openLoop(duration, perSecond)));
    }

    private Load load(Variant variant) {
        return new Load(gateway.port(), variant.way().path(), variant.clients(), ++runs);
    }

    private Measurement measure(Variant variant, int round, Run run)
            throws IOException, InterruptedException, SQLException {
        database.startAnew();
        String table = variant.way().table();
        long rowsBefore = database.rows(table);
        long commitsBefore = database.writingTransactions();
        long walBefore = database.walBytes();
        CpuTimes cpuBefore = CpuTimes.now(gateway.pid(), database.pid());
        Outcome outcome = run.make();
        long waiting = database.waiting();
        CpuTimes cpu = CpuTimes.now(gateway.pid(), database.pid()).minus(cpuBefore);
        long walBytes = database.walBytes() - walBefore;
        long commits = database.writingTransactions() - commitsBefore;
        prove(variant, outcome, database.rows(table) - rowsBefore);
        return new Measurement(variant, round, outcome, cpu, commits, walBytes, waiting);
    }

    /** A request that failed may have been stored all the same, but nothing that was acknowledged may be missing. */
    private static void prove(Variant variant, Outcome outcome, long rows) {
        if (rows < outcome.events() || rows > outcome.events() + outcome.failed()) {
            throw new IllegalStateException("%s: %d events were acknowledged, %d failed (%s), but %d rows are there"
                    .formatted(variant, outcome.events(), outcome.failed(), outcome.failures(), rows));
        }
        if (outcome.events() == 0) {
            throw new IllegalStateException("%s: nothing was stored: %s".formatted(variant, outcome.failures()));
        }
    }
}
