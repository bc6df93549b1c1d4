package io.bellhop.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A subscriber's end of the line: keeps what it was sent, and answers as it is told to. */
public final class FakeReceiver implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answering answering =
            (request, number) -> request.response().setStatusCode(204).end();
    private HttpServer server;
    private int port;

    /** One request. Names of headers are in lower case. */
    public record Received(String path, Map<String, String> headers, byte[] body) {

        public String id() {
            return headers.get("webhook-id");
        }

        public String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** How a request is answered, or not. */
    interface Answering {

        /** @param number of the request, from 1 */
        void answer(HttpServerRequest request, int number);
    }

    public FakeReceiver() {
        start();
        port = server.actualPort();
    }

    /** Answers with these, one after the other; the last of them again after that. */
    FakeReceiver answers(int... statuses) {
        return answers((request, number) -> request.response()
                .setStatusCode(statuses[Math.min(number, statuses.length) - 1])
                .end());
    }

    FakeReceiver answers(Answering next) {
        answering = next;
        return this;
    }

    private void start() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> {
                    Map<String, String> headers = new HashMap<>();
                    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                    int number;
                    synchronized (received) {
                        received.add(new Received(request.uri(), headers, body.getBytes()));
                        number = received.size();
                    }
                    answering.answer(request, number);
                }));
        await(server.listen(port, "127.0.0.1"));
    }

    /** Nobody listens there any more. */
    void down() {
        await(server.close());
    }

    void up() {
        start();
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/hook";
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    private static <T> void await(io.vertx.core.Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
