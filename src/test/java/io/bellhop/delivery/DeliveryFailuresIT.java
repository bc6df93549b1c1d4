package io.bellhop.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.bellhop.subscription.SubscriptionId;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way not to take a delivery is recorded under its own name. */
@QuarkusTest
class DeliveryFailuresIT {

    private Webhook roomz;
    private JsonObject subscription;
    private RawServer server;

    /** Does with each connection what it is told to. */
    private record RawServer(ServerSocket listener, List<Socket> accepted) {

        /** What happens on a connection. */
        interface Talk {

            void with(Socket socket) throws IOException;
        }

        static RawServer that(Talk talk) throws IOException {
            RawServer server = new RawServer(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), new CopyOnWriteArrayList<>());
            Thread thread = new Thread(() -> server.serve(talk), "raw-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        }

        private void serve(Talk talk) {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    accepted.add(socket); // one that nobody holds is closed when memory is tidied
                    talk.with(socket);
                } catch (IOException e) {
                    // It was closed, by either side.
                }
            }
        }

        String url(String scheme) {
            return scheme + "://127.0.0.1:" + listener.getLocalPort() + "/hook";
        }
    }

    @BeforeEach
    void source() {
        roomz = Webhook.toNewSource("roomz");
    }

    @AfterEach
    void unsubscribe() throws IOException {
        Deliveries.remove(subscription);
        if (server != null) {
            server.listener().close();
        }
    }

    @Test
    void aReceiverThatHangs() throws IOException {
        server = RawServer.that(socket -> {});

        assertThat(firstRequest(server.url("http")).getString("reason")).isEqualTo("timeout");
    }

    @Test
    void nobodyListens() throws IOException {
        server = RawServer.that(Socket::close);
        server.listener().close();

        assertThat(firstRequest(server.url("http")).getString("reason")).isEqualTo("connection_refused");
    }

    @Test
    void noTlsWhereItShouldBe() throws IOException {
        server = RawServer.that(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            socket.close();
        });

        assertThat(firstRequest(server.url("https")).getString("reason")).isEqualTo("tls_failure");
    }

    @Test
    void aConnectionThatBreaks() throws IOException {
        server = RawServer.that(socket -> {
            socket.getInputStream().read();
            socket.close();
        });

        assertThat(firstRequest(server.url("http")).getString("reason")).isEqualTo("connection_lost");
    }

    @Test
    void aHostThatIsNotThereAnyMore() {
        subscription = Deliveries.subscribe("http://127.0.0.1:9/hook");
        Database.execute("update subscription set callback_url = 'https://gone.invalid/hook' where id = '"
                + SubscriptionId.parse(subscription.getString("id")).value() + "'; notify bellhop_subscription");

        assertThat(reasonOf("dns_failure").getString("detail")).isNotBlank();
    }

    /** The change of the address is only known here once it was heard of. */
    private JsonObject reasonOf(String reason) {
        return org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(
                        () -> {
                            String event = Deliveries.roomChanges(roomz);
                            return requestFor(event);
                        },
                        request -> reason.equals(request.getString("reason")));
    }

    private JsonObject requestFor(String event) {
        return org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(
                        () -> Deliveries.of(subscription).stream()
                                .filter(one -> one.getString("event_id").equals(event))
                                .map(one -> Deliveries.get(one.getString("id")).getJsonArray("requests"))
                                .filter(requests -> !requests.isEmpty())
                                .map(requests -> requests.getJsonObject(0))
                                .findFirst()
                                .orElse(null),
                        request -> request != null);
    }

    /** A success is what its status says; that the rest of the answer was not read is written beside it. */
    @Test
    void anAnswerThatDoesNotEnd() throws IOException {
        server = RawServer.that(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write("all is well, and more of it, ".getBytes(US_ASCII));
            }
        });

        JsonObject request = firstRequest(server.url("http"));

        assertThat(request.getInteger("status")).isEqualTo(200);
        assertThat(request.getBoolean("cut_off")).isTrue();
        assertThat(request.getString("answer")).startsWith("all is well").hasSizeLessThan(2000);
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowed() throws IOException {
        try (FakeReceiver elsewhere = new FakeReceiver();
                FakeReceiver receiver = new FakeReceiver()) {
            receiver.answers((request, number) -> request.response()
                    .setStatusCode(307)
                    .putHeader("Location", elsewhere.url())
                    .end());

            JsonObject request = firstRequest(receiver.url());

            assertThat(request.getInteger("status")).isEqualTo(307);
            assertThat(request.getString("reason")).isEqualTo("redirect");
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    private JsonObject firstRequest(String url) {
        subscription = Deliveries.subscribe(url, Map.of("max_attempts", 1));
        Deliveries.roomChanges(roomz);
        return Deliveries.awaitRequests(subscription, 1)
                .getJsonArray("requests")
                .getJsonObject(0);
    }
}
