package io.bellhop.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.egress.Certificates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on the gateway's own port, and proxies in front of it. */
class TlsIT {

    private static final String ROOMZ = "/webhooks/roomz";

    @TempDir
    static Path folder;

    private static OwnPostgres postgres;
    private static Certificates certificates;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        postgres = new OwnPostgres(folder);
        certificates = new Certificates(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Map<String, String> tls(int port, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bellhop.tls.certificate",
                        certificates
                                .writeCertificate(directory.resolve("tls.crt"))
                                .toString(),
                "bellhop.tls.key",
                        certificates.writeKey(directory.resolve("tls.key")).toString(),
                "bellhop.tls.client-authorities", authority().toString(),
                "bellhop.tls.reload", "1s",
                "quarkus.http.ssl-port", Integer.toString(port),
                "bellhop.sources.roomz.provider", "roomz",
                "bellhop.sources.roomz.secrets", "a-secret"));
        settings.putAll(more);
        return postgres.settings("postgres", settings);
    }

    private Path authority() throws Exception {
        return certificates.writeAuthority(directory.resolve("authority.crt"));
    }

    @Test
    void servesTlsAndNothingElseAndTakesOverNewFilesWhileItRuns() throws Exception {
        int port = GatewayProcess.freePort();
        try (GatewayProcess gateway = GatewayProcess.start(directory, tls(port, Map.of()))) {
            HttpClient client = client(options -> options);
            Certificate first = served(client, port);

            assertThatThrownBy(() -> given().get(gateway.url(ROOMZ))).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> served(
                            client(options -> options.setEnabledSecureTransportProtocols(Set.of("TLSv1.1"))), port))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class);

            Certificates renewed = new Certificates(Files.createDirectories(directory.resolve("renewed")));
            replace("tls.crt", renewed.writeCertificate(directory.resolve("new.crt")));
            Awaitility.await().until(() -> gateway.log().contains("tls.key is not the key of"));
            assertThat(served(client(options -> options), port)).isEqualTo(first);
            assertThat(gateway.log()).containsOnlyOnce("\"message\":\"edge.certificate_not_taken_over");
            Files.writeString(directory.resolve("tls.key"), "half a fi");
            Awaitility.await().until(() -> gateway.log().contains("tls.crt cannot be read"));
            assertThat(served(client(options -> options), port)).isEqualTo(first);
            replace("tls.key", renewed.writeKey(directory.resolve("new.key")));
            HttpClient trusting = client(
                    options -> options.setTrustOptions(new PemTrustOptions().addCertPath(renewedAuthority(renewed))));
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> !served(trusting, port).equals(first));
        }
    }

    private String renewedAuthority(Certificates renewed) {
        try {
            return renewed.writeAuthority(directory.resolve("renewed-authority.crt"))
                    .toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void replace(String name, Path file) throws Exception {
        Files.move(file, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aSourceMayInsistOnACertificate() throws Exception {
        int port = GatewayProcess.freePort();
        Map<String, String> settings =
                tls(port, Map.of("bellhop.sources.roomz.settings.client-certificate", "Receiver.example.test"));
        Certificates others = new Certificates(Files.createDirectories(directory.resolve("others")));
        try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            assertOnlyTheNamedOneIsLetIn(port, others);

            assertThat(postgres.query("postgres", "select distinct reason from refused_request"))
                    .containsExactly("CLIENT_CERTIFICATE");
            assertThat(call(client(named()), port, HttpMethod.POST, "/api/v1/refused/reverify")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(postgres.query("postgres", "select id from refused_request where accepted_at is not null"))
                    .isEmpty();

            Certificate first = served(client(options -> options), port);
            replace("tls.crt", certificates.writeAnotherCertificate(directory.resolve("new.crt")));
            replace("tls.key", certificates.writeAnotherKey(directory.resolve("new.key")));
            Awaitility.await()
                    .until(() -> !served(client(options -> options), port).equals(first));
            assertOnlyTheNamedOneIsLetIn(port, others);
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    private void assertOnlyTheNamedOneIsLetIn(int port, Certificates others) throws Exception {
        UnaryOperator<HttpClientOptions> otherName = showing(
                certificates.writeAnotherCertificate(directory.resolve("another.crt")),
                certificates.writeAnotherKey(directory.resolve("another.key")));
        UnaryOperator<HttpClientOptions> notVouchedFor = showing(
                others.writeCertificate(directory.resolve("others.crt")),
                others.writeKey(directory.resolve("others.key")));

        assertThat(send(client(options -> options), port)).isEqualTo(401);
        assertThat(send(client(otherName), port)).isEqualTo(401);
        assertThat(send(client(named()), port)).isEqualTo(202);
        // Whichever source is called: it is the connection that is refused.
        assertThatThrownBy(() -> send(client(notVouchedFor), port)).isInstanceOf(CompletionException.class);
    }

    private UnaryOperator<HttpClientOptions> named() throws Exception {
        return showing(
                certificates.writeCertificate(directory.resolve("named.crt")),
                certificates.writeKey(directory.resolve("named.key")));
    }

    private static UnaryOperator<HttpClientOptions> showing(Path certificate, Path key) {
        return options -> options.setKeyCertOptions(
                new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString()));
    }

    @Test
    void onlyATrustedProxyIsBelieved() throws Exception {
        assertThat(location(Map.of("bellhop.proxy.trusted", "127.0.0.0/8"))).startsWith("https://gateway.example.com/");
        assertThat(location(Map.of("bellhop.proxy.trusted", "10.8.0.0/16"))).startsWith("http://127.0.0.1:");
        assertThat(location(Map.of())).startsWith("http://127.0.0.1:");
    }

    private String location(Map<String, String> proxy) {
        Map<String, String> more = new HashMap<>(proxy);
        more.put("bellhop.delivery.allow-http", "true");
        more.put("bellhop.delivery.allowed-addresses", "127.0.0.1");
        try (GatewayProcess gateway = GatewayProcess.start(directory, postgres.settings("postgres", more))) {
            return given().header("Authorization", "Bearer " + GatewayProcess.API_KEY)
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "gateway.example.com")
                    .contentType("application/json")
                    .body(
                            "{\"name\":\"" + UUID.randomUUID()
                                    + "\",\"callback_url\":\"http://127.0.0.1:1/hook\",\"event_mask\":\"*\",\"is_global\":true}")
                    .post(gateway.url("/api/v1/subscriptions"))
                    .then()
                    .statusCode(201)
                    .extract()
                    .header("Location");
        }
    }

    @Test
    void plainTextAcrossANetworkIsSaidLoudly() {
        String everywhere = "0.0.0.0";
        assertThat(startedWith(Map.of("quarkus.http.host", everywhere))).contains("edge.plain_http host=0.0.0.0");
        assertThat(startedWith(Map.of("quarkus.http.host", everywhere, "bellhop.proxy.trusted", "10.8.0.1")))
                .doesNotContain("edge.plain_http");
        assertThat(startedWith(Map.of("quarkus.http.host", "127.0.0.1"))).doesNotContain("edge.plain_http");
    }

    @Test
    void plainTextBesideTlsIsSaidAsLoudly() throws Exception {
        int port = GatewayProcess.freePort();
        Map<String, String> settings = tls(port, Map.of("quarkus.http.host", "0.0.0.0"));
        try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            assertThat(gateway.log()).doesNotContain("edge.plain_http");
        }
        settings.put("quarkus.http.insecure-requests", "enabled");
        try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            assertThat(gateway.log()).contains("edge.plain_http host=0.0.0.0").contains("insecure-requests=disabled");
        }
    }

    private String startedWith(Map<String, String> more) {
        try (GatewayProcess gateway = GatewayProcess.start(directory, postgres.settings("postgres", more))) {
            return gateway.log();
        }
    }

    @Test
    void halfAConfigurationIsRefused() throws Exception {
        String certificate =
                certificates.writeCertificate(directory.resolve("tls.crt")).toString();
        assertThat(refusal(Map.of("bellhop.tls.certificate", certificate))).contains("bellhop.tls.key");
        assertThat(refusal(Map.of("bellhop.tls.certificate", certificate, "bellhop.tls.key", "/nowhere/tls.key")))
                .contains("bellhop does not start: bellhop.tls.key is /nowhere/tls.key, which cannot be read")
                .doesNotContain(GatewayProcess.FRAME);
        Certificates others = new Certificates(Files.createDirectories(directory.resolve("others")));
        String anotherKey = others.writeKey(directory.resolve("other.key")).toString();
        assertThat(refusal(Map.of("bellhop.tls.certificate", certificate, "bellhop.tls.key", anotherKey)))
                .contains("other.key is not the key of");
        assertThat(refusal(Map.of("bellhop.tls.client-authorities", certificate)))
                .contains("bellhop.tls.certificate");
        assertThat(refusal(Map.of("quarkus.http.proxy.proxy-address-forwarding", "true")))
                .contains("bellhop.proxy.trusted");
        assertThat(refusal(Map.of("bellhop.sources.sevenrooms.settings.client-certificate", "sender.example.test")))
                .contains("bellhop.sources.sevenrooms", "bellhop.tls.client-authorities");
    }

    private String refusal(Map<String, String> more) {
        GatewayProcess gateway = GatewayProcess.launch(directory, postgres.settings("postgres", more));
        assertThat(gateway.awaitExit()).isEqualTo(1);
        return gateway.log();
    }

    private HttpClient client(UnaryOperator<HttpClientOptions> more) throws Exception {
        return vertx.createHttpClient(more.apply(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(authority().toString()))));
    }

    private static Certificate served(HttpClient client, int port) throws Exception {
        return client.request(HttpMethod.GET, port, "127.0.0.1", ROOMZ)
                .map(request -> request.connection().sslSession())
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .getPeerCertificates()[0];
    }

    private static HttpClientResponse call(HttpClient client, int port, HttpMethod method, String path) {
        return client.request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMethod(method)
                        .setURI(path)
                        .putHeader("Authorization", "Bearer " + GatewayProcess.API_KEY))
                .compose(request -> request.send())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static int send(HttpClient client, int port) {
        UUID id = UUID.randomUUID();
        return client.request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMethod(HttpMethod.POST)
                        .setURI(ROOMZ)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Roomz-Signature", PresenceSender.sign(PresenceSender.body(id), "a-secret")))
                .compose(request -> request.send(PresenceSender.body(id)))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .statusCode();
    }
}
