package io.bellhop.packaged;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The way between a gateway and PostgreSQL: forwards TCP, and can be made slow, cut, or led elsewhere. */
final class Way implements AutoCloseable {

    /** One thread does all, so nothing here needs a lock. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final NetClient client = vertx.createNetClient();
    private final NetServer server = vertx.createNetServer();
    private final List<Direction> directions = new ArrayList<>();
    private volatile int target;
    private volatile long delayMillis;
    private volatile boolean cut;

    Way(int target) {
        this.target = target;
        await(server.connectHandler(this::forward).listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** Each way, from now on. */
    void delay(Duration delay) {
        delayMillis = delay.toMillis();
    }

    /** Nothing arrives any more, in neither direction, and nobody is told: as if a cable were pulled out. */
    void cut() {
        cut = true;
    }

    /** What was sent meanwhile arrives now. */
    void mend() {
        cut = false;
        vertx.runOnContext(now -> List.copyOf(directions).forEach(Direction::flush));
    }

    /** New connections lead to this port; those that there are stay where they are. */
    void leadTo(int port) {
        target = port;
    }

    /** The connections that there are stay open and silent for ever: their machine is gone. New ones come through. */
    void forsake() {
        vertx.runOnContext(now -> {
            directions.forEach(direction -> direction.dead = true);
            directions.clear();
            cut = false;
        });
    }

    private void forward(NetSocket near) {
        near.pause();
        client.connect(target, "127.0.0.1")
                .onSuccess(far -> {
                    connect(near, far);
                    connect(far, near);
                    near.resume();
                })
                .onFailure(refused -> near.close());
    }

    private void connect(NetSocket from, NetSocket to) {
        Direction direction = new Direction(to);
        directions.add(direction);
        from.handler(direction::send);
        from.closeHandler(closed -> {
            directions.remove(direction);
            if (!direction.dead) {
                to.close();
            }
        });
    }

    private final class Direction {

        private final NetSocket to;
        private final Queue<Buffer> onTheWay = new ArrayDeque<>();
        private boolean dead;

        Direction(NetSocket to) {
            this.to = to;
        }

        void send(Buffer bytes) {
            onTheWay.add(bytes);
            if (delayMillis == 0) {
                flush();
            } else {
                vertx.setTimer(delayMillis, timer -> arrive());
            }
        }

        /** The oldest, whichever it was that waited: TCP keeps their order. */
        private void arrive() {
            if (!cut && !dead && !onTheWay.isEmpty()) {
                to.write(onTheWay.remove());
            }
        }

        void flush() {
            while (!cut && !dead && !onTheWay.isEmpty()) {
                arrive();
            }
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
