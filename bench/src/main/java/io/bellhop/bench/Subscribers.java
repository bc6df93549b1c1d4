package io.bellhop.bench;

import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * So many subscriptions of all events, each with a server of its own in this process, which answers 204 at once. One thread serves
 * them all.
 */
final class Subscribers implements AutoCloseable {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int POLL_MILLIS = 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Gateway gateway;
    private final String eventMask;
    private final List<Subscriber> all = new ArrayList<>();

    /** One subscription's end of the line. */
    private static final class Subscriber {

        private final boolean hangs;
        private final Histogram micros = new ConcurrentHistogram(MAX_MICROS, 3);
        private final Set<UUID> received = ConcurrentHashMap.newKeySet();
        private String id;

        Subscriber(boolean hangs) {
            this.hangs = hangs;
        }

        /** The event's id tells when the gateway stored it, by the same clock; cut to the millisecond. */
        private void take(HttpServerRequest request) {
            UUID event = EventId.parse(request.getHeader("webhook-id")).value();
            request.endHandler(end -> {
                long passed = ChronoUnit.MICROS.between(EventIds.storedAt(event), Instant.now());
                if (received.add(event)) {
                    micros.recordValue(Math.max(0, Math.min(MAX_MICROS, passed)));
                }
                if (!hangs) {
                    request.response().setStatusCode(204).end();
                }
            });
        }
    }

    /** To all events. @param firstHangs never answers */
    Subscribers(Gateway gateway, int count, boolean firstHangs) throws IOException {
        this(gateway, count, firstHangs, "*");
    }

    Subscribers(Gateway gateway, int count, boolean firstHangs, String eventMask) throws IOException {
        this.gateway = gateway;
        this.eventMask = eventMask;
        for (int i = 0; i < count; i++) {
            Subscriber one = new Subscriber(firstHangs && i == 0);
            all.add(one);
            one.id = subscribe(listen(one));
        }
    }

    private int listen(Subscriber one) {
        return get(vertx.createHttpServer().requestHandler(one::take).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private String subscribe(int port) throws IOException {
        JsonObject wanted = new JsonObject()
                .put("name", "bench " + port)
                .put("callback_url", "http://127.0.0.1:" + port + "/hook")
                .put("event_mask", eventMask)
                .put("is_global", true);
        return new JsonObject(gateway.call("POST", "/api/v1/subscriptions", wanted.encode())).getString("id");
    }

    /** Waits until each that answers has so many events, each counted once. @return false if not all came in time */
    boolean await(long each, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!all.stream().allMatch(one -> one.hangs || one.micros.getTotalCount() >= each)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** From stored to received, of all; of several, without the first, which may be the one that hangs. */
    Histogram micros() {
        Histogram sum = new Histogram(MAX_MICROS, 3);
        all.stream().skip(all.size() > 1 ? 1 : 0).forEach(one -> sum.add(one.micros));
        return sum;
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() throws IOException {
        for (Subscriber one : all) {
            gateway.call("DELETE", "/api/v1/subscriptions/" + one.id, "");
        }
        get(vertx.close());
    }
}
