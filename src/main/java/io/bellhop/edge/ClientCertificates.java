package io.bellhop.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Asks callers for a certificate where somebody may vouch for them. Who has none is served all the same: sources decide. */
@Singleton
final class ClientCertificates implements HttpServerOptionsCustomizer {

    private final TlsConfig config;

    ClientCertificates(TlsConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (config.clientAuthorities().isPresent()) {
            options.setClientAuth(ClientAuth.REQUEST);
        }
    }
}
