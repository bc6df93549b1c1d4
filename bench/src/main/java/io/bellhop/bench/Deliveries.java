package io.bellhop.bench;

import io.bellhop.bench.load.Load;
import io.bellhop.bench.load.Tally;
import io.bellhop.bench.load.Webhook;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** How fast stored events are received by those who have subscribed to them. */
final class Deliveries {

    private static final int CONNECTIONS = 64;
    private static final int BACKLOG = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double STEP = 0.85;
    private static final int MAX_STEPS = 10;

    /** Makes the events differ from those of ingest's runs. */
    private int runs = 2_000_000;

    private final Gateway gateway;
    private final Database database;

    Deliveries(Gateway gateway, Database database) {
        this.gateway = gateway;
        this.database = database;
    }

    /**
     * One run at a steady rate.
     *
     * @param micros from stored to received
     * @param waiting deliveries that were not finished when the last webhook was answered
     * @param complete everything was received, and no webhook was refused
     */
    record Run(
            Steady steady, int round, Histogram micros, long waiting, boolean complete, double seconds, CpuTimes cpu) {

        private static final double P99_LIMIT_MILLIS = 1000;
        private static final double MAX_WAITING_SECONDS = 0.25;

        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }

        /** It could have gone on so: what waits at the end is what is under way, not what has been left behind. */
        boolean held() {
            return complete
                    && millisAt(99) < P99_LIMIT_MILLIS
                    && waiting <= steady.deliveriesPerSecond() * MAX_WAITING_SECONDS;
        }
    }

    /** How fast a backlog was worked off. @param commits transactions that wrote */
    record Drain(double perSecond, CpuTimes cpu, long commits) {

        double perCommit() {
            return (double) BACKLOG / commits;
        }

        double gatewayMicrosEach() {
            return cpu.gateway() * 1e6 / BACKLOG;
        }

        double postgresMicrosEach() {
            return cpu.postgres() * 1e6 / BACKLOG;
        }
    }

    /** @param tried steady rates, from high to low; the last is held, if any is */
    record Highest(int subscriptions, int round, Drain drain, List<Run> tried) {

        Run last() {
            return tried.get(tried.size() - 1);
        }

        /** Deliveries; 0 if none was held. */
        double heldPerSecond() {
            return last().held() ? last().steady().deliveriesPerSecond() : 0;
        }
    }

    /** @throws IllegalStateException if not everything was received in the end */
    Run run(Steady steady, int round, Duration duration) throws IOException, SQLException, InterruptedException {
        Run run = run(steady, round, duration, PATIENCE);
        if (!run.complete()) {
            throw new IllegalStateException(steady + ": not every event was received by everybody");
        }
        return run;
    }

    private Run run(Steady steady, int round, Duration duration, Duration patience)
            throws IOException, SQLException, InterruptedException {
        try (Subscribers subscribers = new Subscribers(gateway, steady.subscriptions(), steady.oneHangs())) {
            database.startAnew();
            long begun = System.nanoTime();
            CpuTimes before = CpuTimes.now(gateway.pid(), database.pid());
            Tally tally = new Load(gateway.port(), "/webhooks", CONNECTIONS, ++runs)
                    .openLoop(duration, steady.webhooksPerSecond());
            long waiting = database.waitingDeliveries(steady.subscriptions());
            double seconds = (System.nanoTime() - begun) / 1e9;
            CpuTimes cpu = CpuTimes.now(gateway.pid(), database.pid()).minus(before);
            boolean complete = tally.failed() == 0 && subscribers.await(tally.stored(), patience);
            return new Run(steady, round, subscribers.micros(), waiting, complete, seconds, cpu);
        }
    }

    /** Works off a backlog, then tries steady rates from there downwards until one is held. */
    Highest highest(int subscriptions, int round, Duration duration)
            throws IOException, SQLException, InterruptedException {
        Drain drain = drain(subscriptions);
        List<Run> tried = new ArrayList<>();
        double rate = drain.perSecond();
        do {
            rate *= STEP;
            tried.add(run(new Steady(subscriptions, rate / subscriptions, false), round, duration, duration));
        } while (!tried.get(tried.size() - 1).held() && tried.size() < MAX_STEPS);
        return new Highest(subscriptions, round, drain, tried);
    }

    /** Events stored beforehand, all at once, of both providers; counted until the last delivery is received. */
    Drain drain(int subscriptions) throws IOException, SQLException, InterruptedException {
        try (Subscribers subscribers = new Subscribers(gateway, subscriptions, false)) {
            database.startAnew();
            int events = BACKLOG / subscriptions;
            int run = ++runs;
            database.store("roomz", "room.presence.changed", bodies(Webhook.roomz(run), events / 2));
            database.store("sevenrooms", "reservation.created", bodies(Webhook.sevenRooms(run), events / 2));
            CpuTimes before = CpuTimes.now(gateway.pid(), database.pid());
            long commitsBefore = database.writingTransactions();
            long begun = System.nanoTime();
            database.tell();
            if (!subscribers.await(events, PATIENCE)) {
                throw new IllegalStateException("not every event of a backlog was received by everybody");
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            CpuTimes cpu = CpuTimes.now(gateway.pid(), database.pid()).minus(before);
            return new Drain(BACKLOG / seconds, cpu, database.writingTransactions() - commitsBefore);
        }
    }

    private static List<String> bodies(Webhook webhook, int count) {
        return IntStream.range(0, count)
                .mapToObj(serial -> webhook.body(String.format(Locale.ROOT, "%012x", serial)))
                .toList();
    }
}
