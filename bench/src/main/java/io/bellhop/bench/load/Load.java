package io.bellhop.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One run of webhooks against the gateway, both providers in turn. Everything happens in the calling thread. */
public final class Load {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MAX_PAUSE_MILLIS = 1;

    private final int port;
    private final String path;
    private final int connections;
    private final int run;
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private long serial;
    private int underWay;

    /**
     * @param path without the source, as in {@code /webhooks}
     * @param run makes the events differ from those of any other run
     */
    public Load(int port, String path, int connections, int run) {
        this.port = port;
        this.path = path;
        this.connections = connections;
        this.run = run;
    }

    /** Sends as fast as the answers come, for so long. */
    public Tally closedLoop(Duration duration) throws IOException {
        return run(() -> Pace.closedLoop(duration));
    }

    /** Sends so many in a second, for so long; latency counts from when a request should have been sent. */
    public Tally openLoop(Duration duration, double perSecond) throws IOException {
        return run(() -> Pace.openLoop(duration, perSecond));
    }

    /** Sends at most so many in a second, for so long and no longer; latency counts from when a request was sent. */
    public Tally flood(Duration duration, double perSecond) throws IOException {
        return run(() -> Pace.flood(duration, perSecond));
    }

    private interface Start {
        Pace now();
    }

    private Tally run(Start start) throws IOException {
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            List<Webhook> webhooks = Webhook.ofRun(run);
            webhooks.forEach(Webhook::hashStart);
            for (int i = 0; i < connections; i++) {
                all.add(new Connection(port, selector, new SignedRequest(webhooks.get(i % webhooks.size()), path)));
            }
            free.addAll(all);
            exchange(selector, start.now());
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        return tally;
    }

    private void exchange(Selector selector, Pace pace) throws IOException {
        long now = System.nanoTime();
        long overSince = 0;
        tally.start(now);
        while (underWay > 0 || !pace.isOver(now) && !free.isEmpty()) {
            while (!free.isEmpty() && pace.isDue(now)) {
                send(free.poll(), pace.take(now));
            }
            selector.select(this::proceed, MAX_PAUSE_MILLIS);
            now = System.nanoTime();
            overSince = overSince == 0 && pace.isOver(now) ? now : overSince;
            if (overSince != 0 && now - overSince > PATIENCE_NANOS) {
                tally.unanswered(underWay);
                return;
            }
        }
    }

    private void send(Connection connection, long intendedNanos) {
        underWay++;
        try {
            connection.send(serial++, intendedNanos);
        } catch (IOException e) {
            broken(connection, e);
        }
    }

    private void proceed(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.proceed()) {
                underWay--;
                tally.answered(connection.answer(), connection.intendedNanos());
                free.add(connection);
            }
        } catch (IOException e) {
            broken(connection, e);
        }
    }

    /** Not opened again: a gateway that hangs up is to be seen in the report. */
    private void broken(Connection connection, IOException reason) {
        underWay--;
        tally.broken(reason);
        try {
            connection.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
