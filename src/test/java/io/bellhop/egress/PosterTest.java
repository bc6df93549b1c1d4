package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that keeps to HTTP. */
class PosterTest {

    private static final Map<String, String> SETTINGS = Map.of("allowed-addresses", "127.0.0.1", "allow-http", "true");

    private static Vertx vertx;
    private static Wired wired;

    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private HttpServer server;
    private String url;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        wired = new Wired(vertx, SETTINGS, null);
    }

    @AfterAll
    static void close() {
        wired.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void listen() {
        server = vertx.createHttpServer()
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(nothing -> closed.incrementAndGet());
                })
                .requestHandler(request -> {
                    requests.add(request);
                    request.body().onSuccess(body -> answer(request, body));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        url = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterEach
    void hangUp() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        switch (request.path()) {
            case "/echo" -> request.response().end(body);
            case "/moved" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", url + "/echo")
                        .end();
            case "/busy" ->
                request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "120")
                        .end("later");
            case "/odd" -> request.response().end(Buffer.buffer(new byte[] {'a', 0, (byte) 0xC3, 'b', (byte) 0xE2}));
            case "/large" -> request.response().end(Buffer.buffer(new byte[10_000_000]));
            case "/drip" -> drip(request);
            case "/hints" -> {
                request.response().writeContinue();
                request.response().writeEarlyHints(MultiMap.caseInsensitiveMultiMap());
                request.response().setStatusCode(204).end();
            }
            default -> request.response().setStatusCode(404).end();
        }
    }

    /** A byte each 20 ms, without end. */
    private static void drip(HttpServerRequest request) {
        request.response().setChunked(true);
        long timer = vertx.setPeriodic(20, id -> request.response().write("."));
        request.response().closeHandler(nothing -> vertx.cancelTimer(timer));
    }

    @Test
    void postsTheBodyWithItsHeaders() {
        Answered answer = answered(wired.post(url + "/echo?a=b", Map.of("Webhook-Id", "msg_1")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyHead()).isEqualTo("{}");
        assertThat(answer.cutOff()).isFalse();
        assertThat(answer.retryAfter()).isNull();
        assertThat(answer.took()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
        HttpServerRequest request = requests.get(0);
        assertThat(request.method().name()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/echo?a=b");
        assertThat(request.getHeader("Webhook-Id")).isEqualTo("msg_1");
        assertThat(request.getHeader("Content-Length")).isEqualTo("2");
        assertThat(request.getHeader("Host")).isEqualTo("127.0.0.1:" + server.actualPort());
        assertThat(request.headers().names()).doesNotContain("Accept-Encoding", "accept-encoding");
    }

    @Test
    void aConnectionIsUsedAgain() {
        for (int i = 0; i < 10; i++) {
            answered(wired.post(url + "/busy"));
        }

        assertThat(requests).hasSize(10);
        // The answer may be told a moment before its connection is free.
        assertThat(connections).hasValueLessThan(5);
    }

    @Test
    void aRedirectIsAnAnswer() {
        Answered answer = answered(wired.post(url + "/moved"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(requests).hasSize(1);
    }

    @Test
    void tellsWhenToComeAgain() {
        Answered answer = answered(wired.post(url + "/busy"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("120");
        assertThat(answer.bodyHead()).isEqualTo("later");
    }

    @Test
    void whatIsNoTextBecomesStorable() {
        assertThat(answered(wired.post(url + "/odd")).bodyHead()).isEqualTo("a\uFFFD\uFFFDb");
    }

    @Test
    void informationBeforeTheAnswerIsPassedOver() {
        assertThat(answered(wired.post(url + "/hints")).status()).isEqualTo(204);
    }

    @Test
    void aLongAnswerIsCutOff() {
        Answered answer = answered(wired.post(url + "/large"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.cutOff()).isTrue();
        assertThat(answer.bodyHead()).hasSize(1_024);
        await().untilAtomic(closed, equalTo(1));
    }

    @Test
    void anAnswerThatDripsIsCutOff() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("timeout", "500ms");
        try (Wired hasty = new Wired(vertx, settings, null)) {
            Answered answer = answered(hasty.post(url + "/drip"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.cutOff()).isTrue();
            assertThat(answer.bodyHead()).matches("\\.+");
            assertThat(answer.took()).isBetween(Duration.ofMillis(490), Duration.ofSeconds(5));
        }
        await().untilAtomic(closed, equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    X,              'a\r\nContent-Length: 0\r\n\r\nPOST /other HTTP/1.1'
                    X,              'a\nb'
                    X,              'a\rb'
                    X,              'a\0b'
                    X,              'ü'
                    X,              'a嘊b'
                    'X: a\r\nY',    b
                    'X Y',          b
                    '',             b
                    Host,           other.example.com
                    Content-Length, 0
                    transfer-encoding, chunked
                    """)
    void aHeaderThatIsNoneIsNeverSent(String name, String value) {
        Failed failed = failed(wired.post(url + "/echo", Map.of(name, value)));

        assertThat(failed.failure()).isEqualTo(Failure.INVALID_REQUEST);
        assertThat(failed.detail()).doesNotContain("other");
        assertThat(connections).hasValue(0);
    }

    @Test
    void theResultComesWhereItIsAskedFor() throws Exception {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> where = new CompletableFuture<>();

        context.runOnContext(nothing -> wired.poster
                .post(wired.url(url + "/echo"), Map.of(), Buffer.buffer())
                .subscribe()
                .with(result -> where.complete(Vertx.currentContext())));

        assertThat(where.get(5, TimeUnit.SECONDS)).isSameAs(context);
    }

    private static Answered answered(PostResult result) {
        assertThat(result).isInstanceOf(Answered.class);
        return (Answered) result;
    }

    private static Failed failed(PostResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }
}
