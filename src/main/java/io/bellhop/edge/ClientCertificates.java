package io.bellhop.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Asks callers for a certificate where somebody may vouch for them. Who shows none is served all the same: sources decide. Who shows
 * one that is expired, or that nobody here vouches for, is cut off by TLS itself, before it is known which source is called.
 */
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
