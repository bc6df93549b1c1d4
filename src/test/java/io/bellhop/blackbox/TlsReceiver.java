package io.bellhop.blackbox;

import io.bellhop.egress.Certificates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A subscriber that takes HTTPS alone, HTTP/2 if its caller can, and shows a certificate of receiver.example.test and 127.0.0.1. */
final class TlsReceiver implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** @param folder where the certificate is written to */
    TlsReceiver(Certificates certificates, Path folder) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificates
                                .writeCertificate(folder.resolve("receiver.crt"))
                                .toString())
                        .addKeyPath(certificates
                                .writeKey(folder.resolve("receiver.key"))
                                .toString()));
        server = vertx.createHttpServer(options).requestHandler(this::take);
        await(server.listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request) {
        received.add(request.version() + " " + request.getHeader("webhook-id"));
        request.response().setStatusCode(204).end();
    }

    String url(String host) {
        return "https://" + host + ":" + server.actualPort() + "/hook";
    }

    /** Each as in {@code HTTP_2 evt_…}, by its {@code webhook-id}. */
    List<String> received() {
        return List.copyOf(received);
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
