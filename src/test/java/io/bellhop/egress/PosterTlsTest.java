package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosterTlsTest {

    private static final String NAME = "receiver.example.test";

    private static Vertx vertx;
    private static Certificates certificates;
    private static FakeDns dns;

    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private Wired wired;
    private HttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        vertx = Vertx.vertx();
        certificates = new Certificates(folder);
        dns = new FakeDns();
        dns.tell(NAME, 60, "127.0.0.1");
        dns.tell("other.example.test", 60, "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void open() throws Exception {
        wired = new Wired(vertx, settings(), certificates.trust());
    }

    @AfterEach
    void close() {
        wired.close();
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Map<String, String> settings() {
        return Map.of("allowed-addresses", "127.0.0.1,::1", "dns-servers", dns.address());
    }

    private void listen(KeyCertOptions key, boolean http2, String address) {
        listen(key, http2, address, 100);
    }

    private void listen(KeyCertOptions key, boolean http2, String address, int maxStreams) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setUseAlpn(http2)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(maxStreams))
                .setKeyCertOptions(key);
        server = vertx.createHttpServer(options)
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(this::answer)
                .listen(0, address)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void answer(HttpServerRequest request) {
        requests.add(request);
        request.response().exceptionHandler(reset -> resets.incrementAndGet());
        if (request.path().equals("/large")) {
            request.response().end(Buffer.buffer(new byte[10_000_000]));
        } else if (!request.path().equals("/never")) {
            request.response().end("ok");
        }
    }

    private String url(String host) {
        return "https://" + host + ":" + server.actualPort() + "/";
    }

    @Test
    void http2IsSpokenIfTheReceiverDoes() throws IOException {
        listen(certificates.good(), true, "127.0.0.1");

        assertThat(status(wired.post(url(NAME)))).isEqualTo(200);
        assertThat(status(wired.post(url(NAME)))).isEqualTo(200);

        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.version()).hasToString("HTTP_2");
            assertThat(request.authority().host()).isEqualTo(NAME);
            assertThat(request.connection().indicatedServerName()).isEqualTo(NAME);
        });
        assertThat(connections).hasValue(1);
    }

    @Test
    void http1IsSpokenIfTheReceiverDoes() throws IOException {
        listen(certificates.good(), false, "127.0.0.1");

        assertThat(status(wired.post(url(NAME)))).isEqualTo(200);

        assertThat(requests)
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.version()).hasToString("HTTP_1_1"));
    }

    @Test
    void anAddressMayHaveACertificate() throws IOException {
        listen(certificates.good(), true, "127.0.0.1");

        assertThat(status(wired.post(url("127.0.0.1")))).isEqualTo(200);
    }

    @Test
    void soMayOneOfIpv6() throws IOException {
        assumeTrue(NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress()));
        listen(certificates.good(), false, "::1");

        assertThat(status(wired.post(url("[::1]")))).isEqualTo(200);
        assertThat(requests.get(0).getHeader("Host")).isEqualTo("[::1]:" + server.actualPort());
    }

    @Test
    void ofHttp2OnlyTheStreamIsCut() throws IOException {
        listen(certificates.good(), true, "127.0.0.1");
        assertThat(status(wired.post(url(NAME)))).isEqualTo(200);

        UniAssertSubscriber<PostResult> unanswered = wired.poster
                .post(wired.url(url(NAME) + "never"), Map.of(), Buffer.buffer())
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        await().until(() -> requests.size() == 2);
        unanswered.cancel();
        await().untilAtomic(resets, equalTo(1));
        PostResult large = wired.post(url(NAME) + "large");
        PostResult next = wired.post(url(NAME));

        assertThat(large)
                .isInstanceOfSatisfying(
                        Answered.class, answer -> assertThat(answer.cutOff()).isTrue());
        assertThat(status(next)).isEqualTo(200);
        assertThat(connections).hasValue(1);
    }

    /** Requests that wait for a stream in vain must not take it for ever when it comes. */
    @Test
    void aReceiverThatHungForAWhileIsPostedToAgain() throws Exception {
        wired.close();
        Map<String, String> impatient = new HashMap<>(settings());
        // Less than it takes a busy machine to greet a server would fail every request.
        impatient.put("timeout", "2s");
        wired = new Wired(vertx, impatient, certificates.trust());
        listen(certificates.good(), true, "127.0.0.1", 1);
        assertThat(status(wired.post(url(NAME)))).isEqualTo(200);

        List<UniAssertSubscriber<PostResult>> unanswered = IntStream.range(0, 5)
                .mapToObj(number -> wired.poster
                        .post(wired.url(url(NAME) + "never"), Map.of(), Buffer.buffer("an event"))
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.<PostResult>create()))
                .toList();
        unanswered.forEach(one -> assertThat(one.awaitItem().getItem()).isInstanceOf(Failed.class));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status(wired.post(url(NAME)))).isEqualTo(200));
    }

    @Test
    void aCertificateOfAnotherHostProvesNothing() throws IOException {
        listen(certificates.good(), true, "127.0.0.1");

        assertFailure(Failure.TLS_FAILURE, "not for this host", wired.post(url("other.example.test")));
        assertThat(requests).isEmpty();
    }

    @Test
    void anExpiredCertificateProvesNothing() throws IOException {
        listen(certificates.expired(), true, "127.0.0.1");

        assertFailure(Failure.TLS_FAILURE, "expired", wired.post(url(NAME)));
    }

    @Test
    void aCertificateOfAnAuthorityOfTheirOwnProvesNothing() throws IOException {
        listen(certificates.good(), true, "127.0.0.1");

        try (Wired ofTheJvm = new Wired(vertx, settings(), null)) {
            assertFailure(Failure.TLS_FAILURE, "nobody we trust", ofTheJvm.post(url(NAME)));
        }
    }

    @Test
    void plainHttpIsNoTls() {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertFailure(Failure.TLS_FAILURE, "does not speak TLS", wired.post(url(NAME)));
    }

    @Test
    void aHandshakeThatIsBrokenOffIsNoTls() throws IOException {
        try (RawServer raw = new RawServer((in, out) -> in.read())) {
            assertFailure(Failure.TLS_FAILURE, "TLS", wired.post("https://" + NAME + ":" + raw.port() + "/"));
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsNoConnection() throws IOException {
        try (RawServer raw = new RawServer((in, out) -> RawServer.waitForEnd(in));
                Wired hasty = new Wired(
                        vertx,
                        Map.of(
                                "allowed-addresses", "127.0.0.1",
                                "dns-servers", dns.address(),
                                "connect-timeout", "200ms"),
                        null)) {
            assertFailure(Failure.CONNECT_TIMEOUT, "handshake", hasty.post("https://" + NAME + ":" + raw.port() + "/"));
        }
    }

    private static int status(PostResult result) {
        assertThat(result).isInstanceOf(Answered.class);
        return ((Answered) result).status();
    }

    private static void assertFailure(Failure failure, String detail, PostResult result) {
        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).as(failed.detail()).isEqualTo(failure);
            assertThat(failed.detail()).contains(detail);
        });
    }
}
