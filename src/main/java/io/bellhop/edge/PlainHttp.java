package io.bellhop.edge;

import io.bellhop.replica.Replica;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Refuses half a TLS configuration, and says loudly where webhooks and API keys would cross a network in plain text. */
@Singleton
final class PlainHttp {

    private static final Logger LOG = Logger.getLogger(PlainHttp.class);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "localhost");

    private final TlsConfig tls;
    private final ProxyConfig proxy;
    private final VertxHttpConfig http;
    private final Replica replica;

    PlainHttp(TlsConfig tls, ProxyConfig proxy, VertxHttpConfig http, Replica replica) {
        this.tls = tls;
        this.proxy = proxy;
        this.http = http;
        this.replica = replica;
    }

    void start(@Observes @Priority(0) StartupEvent event) {
        requireWhole();
        if (http.proxy().proxyAddressForwarding()
                && http.proxy().trustedProxies().isEmpty()) {
            throw new IllegalArgumentException(
                    "quarkus.http.proxy.proxy-address-forwarding believes everybody's headers;"
                            + " set bellhop.proxy.trusted to the proxy's addresses instead");
        }
        boolean plain = http.tlsConfigurationName().isEmpty() && proxy.trusted().isEmpty();
        if (plain
                && replica.takesCalls()
                && !THIS_MACHINE.contains(http.host())
                && !LaunchMode.current().isDevOrTest()) {
            LOG.errorf(
                    "edge.plain_http host=%s: webhooks and API keys cross the network in plain text; set"
                            + " bellhop.tls.certificate and bellhop.tls.key, or bellhop.proxy.trusted to the addresses of the proxy"
                            + " that ends TLS",
                    http.host());
        }
    }

    private void requireWhole() {
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            throw new IllegalArgumentException(EdgeConfigSourceFactory.CERTIFICATE + " and "
                    + EdgeConfigSourceFactory.KEY + " belong together, and only one of them is set");
        }
        if (tls.clientAuthorities().isPresent() && tls.certificate().isEmpty()) {
            throw new IllegalArgumentException(EdgeConfigSourceFactory.CLIENT_AUTHORITIES + " is of no use without "
                    + EdgeConfigSourceFactory.CERTIFICATE + ": callers' certificates come by TLS");
        }
        Map.of(
                        EdgeConfigSourceFactory.CERTIFICATE, tls.certificate(),
                        EdgeConfigSourceFactory.KEY, tls.key(),
                        EdgeConfigSourceFactory.CLIENT_AUTHORITIES, tls.clientAuthorities())
                .forEach(PlainHttp::requireReadable);
    }

    private static void requireReadable(String setting, Optional<Path> file) {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw new IllegalArgumentException(setting + " is " + file.get() + ", which cannot be read");
        }
    }
}
