package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.bellhop.egress.RawServer.Script;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against whatever may listen at an address besides a server that keeps to HTTP. */
class PosterFailuresTest {

    private static final Duration LONG = Duration.ofSeconds(5);

    private static Vertx vertx;
    private static Wired wired;
    private static Wired hasty;

    private RawServer server;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        wired = with(Map.of());
        hasty = with(Map.of("timeout", "500ms"));
    }

    @AfterAll
    static void close() {
        wired.close();
        hasty.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void hangUp() {
        if (server != null) {
            server.close();
        }
    }

    private static Wired with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("allowed-addresses", "127.0.0.1", "allow-http", "true"));
        settings.putAll(more);
        return new Wired(vertx, settings, null);
    }

    private PostResult postTo(Script script) throws IOException {
        return postTo(script, wired);
    }

    private PostResult postTo(Script script, Wired sender) throws IOException {
        server = new RawServer(script);
        return sender.post("http://127.0.0.1:" + server.port() + "/secret/path");
    }

    @Test
    void nobodyListens() throws IOException {
        server = new RawServer((in, out) -> {});
        server.close();

        assertFailure(Failure.CONNECTION_REFUSED, wired.post("http://127.0.0.1:" + server.port() + "/"));
    }

    /** Linux drops what a full queue of connections has no room for, as a firewall would. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nobodyTakesTheConnection() throws IOException {
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Wired impatient = with(Map.of("connect-timeout", "300ms"))) {
            for (int i = 0; i < 5; i++) {
                SocketChannel waiting = SocketChannel.open();
                waiting.configureBlocking(false);
                waiting.connect(full.getLocalSocketAddress());
                queue.add(waiting);
            }

            PostResult result = impatient.post("http://127.0.0.1:" + full.getLocalPort() + "/");

            assertFailure(Failure.CONNECT_TIMEOUT, result);
        } finally {
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void nobodyAnswers() throws Exception {
        PostResult result = postTo((in, out) -> RawServer.waitForEnd(in), hasty);

        assertFailure(Failure.TIMEOUT, result);
        assertThat(result.took()).isBetween(Duration.ofMillis(490), LONG);
        server.ended().get(5, TimeUnit.SECONDS);
    }

    @Test
    void theStatusLineNeverEnds() throws Exception {
        PostResult result = postTo(
                (in, out) -> {
                    RawServer.readRequest(in);
                    RawServer.write(out, "HTTP/1.1 20");
                    RawServer.waitForEnd(in);
                },
                hasty);

        assertFailure(Failure.TIMEOUT, result);
        server.ended().get(5, TimeUnit.SECONDS);
    }

    @Test
    void theHeadersNeverEnd() throws Exception {
        PostResult result = postTo((in, out) -> {
            RawServer.readRequest(in);
            RawServer.write(out, "HTTP/1.1 200 OK\r\n");
            repeat(out, "X: " + "x".repeat(100) + "\r\n");
        });

        assertFailure(Failure.INVALID_ANSWER, result);
    }

    @Test
    void theRequestIsNotRead() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        server = new RawServer((in, out) -> over.join());

        PostResult result = hasty.poster
                .post(
                        hasty.url("http://127.0.0.1:" + server.port() + "/"),
                        Map.of(),
                        Buffer.buffer(new byte[20_000_000]))
                .await()
                .atMost(LONG);
        over.complete(null);

        assertFailure(Failure.TIMEOUT, result);
    }

    @Test
    void itIsClosedBeforeAnAnswer() throws Exception {
        assertFailure(Failure.CONNECTION_LOST, postTo((in, out) -> RawServer.readRequest(in)));
    }

    @Test
    void itIsClosedWithinTheHeaders() throws Exception {
        PostResult result = postTo((in, out) -> {
            RawServer.readRequest(in);
            RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-");
        });

        assertFailure(Failure.CONNECTION_LOST, result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff\u00fe\u0001\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "220 mail.example.com ESMTP\r\n",
                "HTTP/1.1 two hundred\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
            })
    void itSpeaksSomethingElse(String answer) throws Exception {
        PostResult result = postTo((in, out) -> {
            RawServer.readRequest(in);
            RawServer.write(out, answer);
            RawServer.waitForEnd(in);
        });

        assertFailure(Failure.INVALID_ANSWER, result);
        server.ended().get(5, TimeUnit.SECONDS);
    }

    @Test
    void aBodyThatBreaksOffIsAnAnswer() throws Exception {
        PostResult result = postTo((in, out) -> {
            RawServer.readRequest(in);
            RawServer.write(out, "HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\nabc");
        });

        assertCutOff(201, "abc", result);
    }

    @Test
    void aBodyThatNeverEndsIsAnAnswer() throws Exception {
        PostResult result = postTo(
                (in, out) -> {
                    RawServer.readRequest(in);
                    RawServer.write(out, "HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\nabc");
                    RawServer.waitForEnd(in);
                },
                hasty);

        assertCutOff(500, "abc", result);
        server.ended().get(5, TimeUnit.SECONDS);
    }

    @Test
    void aBodyWithBrokenChunksIsAnAnswer() throws Exception {
        PostResult result = postTo((in, out) -> {
            RawServer.readRequest(in);
            RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n");
            RawServer.waitForEnd(in);
        });

        assertCutOff(200, "abc", result);
    }

    @Test
    void anEndlessBodyIsCutOff() throws Exception {
        PostResult result = postTo((in, out) -> {
            RawServer.readRequest(in);
            RawServer.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            repeat(out, "a".repeat(10_000));
        });

        assertCutOff(200, "a".repeat(1_024), result);
        server.ended().get(5, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerBeforeTheRequestIsReadIsOneAndTheConnectionEnds() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        server = new RawServer((in, out) -> {
            in.read();
            RawServer.write(out, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
            over.join();
            RawServer.waitForEnd(in);
        });

        PostResult result = hasty.poster
                .post(
                        hasty.url("http://127.0.0.1:" + server.port() + "/"),
                        Map.of(),
                        Buffer.buffer(new byte[20_000_000]))
                .await()
                .atMost(LONG);
        over.complete(null);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Answered.class, answer -> assertThat(answer.status()).isEqualTo(413));
        server.ended().get(5, TimeUnit.SECONDS);
    }

    @Test
    void whoeverCancelsHangsUp() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        server = new RawServer((in, out) -> {
            RawServer.readRequest(in);
            asked.complete(null);
            RawServer.waitForEnd(in);
        });
        try (Wired patient = with(Map.of("timeout", "1m"))) {
            UniAssertSubscriber<PostResult> subscriber = patient.poster
                    .post(patient.url("http://127.0.0.1:" + server.port() + "/"), Map.of(), Buffer.buffer("{}"))
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
            asked.get(5, TimeUnit.SECONDS);

            subscriber.cancel();

            server.ended().get(5, TimeUnit.SECONDS);
        }
    }

    private static void repeat(OutputStream out, String text) throws IOException {
        while (true) {
            RawServer.write(out, text);
        }
    }

    private static void assertFailure(Failure failure, PostResult result) {
        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).as(failed.detail()).isEqualTo(failure);
            assertThat(failed.detail()).isNotBlank().doesNotContain("secret", "Exception");
        });
    }

    private static void assertCutOff(int status, String head, PostResult result) {
        assertThat(result).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.bodyHead()).isEqualTo(head);
            assertThat(answer.cutOff()).isTrue();
        });
    }
}
