package io.bellhop.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellhop.egress.Certificates;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls a gateway that serves TLS and may want to see a certificate. Trusts the tests' authority alone. */
final class TlsCaller implements AutoCloseable {

    private static final String ALGORITHM = "HmacSHA512";

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final String certificate;
    private final String key;
    private final String authority;
    private HttpClient client;

    /** @param folder where the certificates are written to @param port the gateway's */
    TlsCaller(Certificates certificates, Path folder, int port) throws Exception {
        this.port = port;
        certificate =
                certificates.writeCertificate(folder.resolve("caller.crt")).toString();
        key = certificates.writeKey(folder.resolve("caller.key")).toString();
        authority = certificates.writeAuthority(folder.resolve("authority.crt")).toString();
        client = vertx.createHttpClient(trusting()
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key)));
    }

    private HttpClientOptions trusting() {
        return new HttpClientOptions().setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(authority));
    }

    /** From now on. */
    TlsCaller withoutCertificate() {
        client = vertx.createHttpClient(trusting());
        return this;
    }

    /** The file with what it shows; of receiver.example.test. */
    String certificate() {
        return certificate;
    }

    String key() {
        return key;
    }

    /** To a source named roomz, signed. @return the status */
    int webhook(String body) throws Exception {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec("secret-of-roomz".getBytes(UTF_8), ALGORITHM));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        return call("/webhooks/roomz", Map.of("Roomz-Signature", signature), body);
    }

    /** POSTs JSON. @return the status */
    int call(String path, Map<String, String> headers, String body) {
        RequestOptions request = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .putHeader("Content-Type", "application/json");
        headers.forEach(request::putHeader);
        return client.request(request)
                .compose(begun -> begun.send(Buffer.buffer(body)))
                .map(HttpClientResponse::statusCode)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
