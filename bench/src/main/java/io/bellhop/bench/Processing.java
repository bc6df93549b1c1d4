package io.bellhop.bench;

import io.bellhop.bench.load.Webhook;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How fast stored events are processed when nothing else goes on: put there at once, then waited for. */
final class Processing {

    private static final int EVENTS = 20_000;
    private static final int POLL_MILLIS = 20;
    private static final long LIMIT_NANOS = 300_000_000_000L;

    private final Gateway gateway;
    private final Database database;

    Processing(Gateway gateway, Database database) {
        this.gateway = gateway;
        this.database = database;
    }

    /** What is processed. */
    enum Kind {
        PRESENCE("room presence, each another room", "roomz", "room.presence.changed"),
        RESERVATION("new reservation with a new guest", "sevenrooms", "reservation.created");

        private final String label;
        private final String source;
        private final String type;

        Kind(String label, String source, String type) {
            this.label = label;
            this.source = source;
            this.type = type;
        }

        String label() {
            return label;
        }

        private Webhook webhook(int run) {
            return this == PRESENCE ? Webhook.roomz(run) : Webhook.sevenRooms(run);
        }
    }

    /** One run. */
    record Run(Kind kind, int round, double perSecond, CpuTimes cpu) {

        double gatewayMicrosEach() {
            return cpu.gateway() * 1e6 / EVENTS;
        }

        double postgresMicrosEach() {
            return cpu.postgres() * 1e6 / EVENTS;
        }
    }

    /** Proves afterwards that every event had its effect. */
    Run run(Kind kind, int round) throws IOException, SQLException, InterruptedException {
        database.startAnew();
        Webhook webhook = kind.webhook(1_000_000 + round);
        List<String> bodies = IntStream.range(0, EVENTS)
                .mapToObj(serial -> webhook.body(String.format(Locale.ROOT, "%012x", serial)))
                .toList();
        database.store(kind.source, kind.type, bodies);
        CpuTimes cpuBefore = CpuTimes.now(gateway.pid(), database.pid());
        long begun = System.nanoTime();
        database.tell();
        while (database.waiting() > 0) {
            if (System.nanoTime() - begun > LIMIT_NANOS) {
                throw new IllegalStateException(database.waiting() + " events are still waiting");
            }
            Thread.sleep(POLL_MILLIS);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        CpuTimes cpu = CpuTimes.now(gateway.pid(), database.pid()).minus(cpuBefore);
        long there = database.rows(kind == Kind.PRESENCE ? "room" : "reservation");
        if (there != EVENTS) {
            throw new IllegalStateException("%s: %d of %d events had their effect".formatted(kind, there, EVENTS));
        }
        return new Run(kind, round, EVENTS / seconds, cpu);
    }
}
