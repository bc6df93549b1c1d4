package io.bellhop.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes webhooks, answers 200, and remembers them. */
final class CallbackServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> exchanges = new CopyOnWriteArrayList<>();

    private CallbackServer(HttpServer server) {
        this.server = server;
    }

    static CallbackServer start() {
        try {
            CallbackServer started = new CallbackServer(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
            started.server.createContext("/", started::take);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchanges.add(exchange);
        byte[] answer = "taken".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Of the last request. */
    String header(String name) {
        return last().getRequestHeaders().getFirst(name);
    }

    /** Of the last request, with its query. */
    String path() {
        return last().getRequestURI().toString();
    }

    private HttpExchange last() {
        return exchanges.get(exchanges.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
