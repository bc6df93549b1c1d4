package io.bellhop.edge;

import io.bellhop.replica.Replica;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig.InsecureRequests;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Looks at the public port before it opens: refuses half a TLS configuration and a proxy that could be anybody, and says loudly where
 * webhooks and API keys would cross a network in plain text.
 */
@Singleton
final class PublicPort {

    static final int FIRST = 0;

    private static final Logger LOG = Logger.getLogger(PublicPort.class);
    private static final String WITHOUT_TLS = "set bellhop.tls.certificate and bellhop.tls.key,"
            + " or bellhop.proxy.trusted to the addresses of the proxy that ends TLS";
    private static final String BESIDE_TLS = "set quarkus.http.insecure-requests=disabled";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "localhost");

    private final TlsConfig tls;
    private final ProxyConfig proxy;
    private final VertxHttpConfig http;
    private final Replica replica;

    PublicPort(TlsConfig tls, ProxyConfig proxy, VertxHttpConfig http, Replica replica) {
        this.tls = tls;
        this.proxy = proxy;
        this.http = http;
        this.replica = replica;
    }

    /** A process that takes no calls has no such port, and may lack the files. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (!replica.takesCalls()) {
            return;
        }
        requireWhole();
        requireTrusted();
        boolean outside =
                !THIS_MACHINE.contains(http.host()) && !LaunchMode.current().isDevOrTest();
        if (outside && servesPlainText() && proxy.trusted().isEmpty()) {
            LOG.errorf(
                    "edge.plain_http host=%s: webhooks and API keys cross the network in plain text; %s",
                    http.host(), http.tlsConfigurationName().isPresent() ? BESIDE_TLS : WITHOUT_TLS);
        }
    }

    /** Beside TLS, too, unless told not to. */
    private boolean servesPlainText() {
        return http.insecureRequests().orElse(InsecureRequests.ENABLED) == InsecureRequests.ENABLED;
    }

    private void requireTrusted() {
        if (http.proxy().proxyAddressForwarding()
                && http.proxy().trustedProxies().isEmpty()) {
            throw new IllegalArgumentException(
                    "quarkus.http.proxy.proxy-address-forwarding believes everybody's headers;"
                            + " set bellhop.proxy.trusted to the proxy's addresses instead");
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
                .forEach(PublicPort::requireReadable);
        if (tls.certificate().isPresent() && http.tlsConfigurationName().isEmpty()) {
            throw new IllegalArgumentException(
                    EdgeConfigSourceFactory.CERTIFICATE + " could not be read just now, and can be: start again");
        }
    }

    private static void requireReadable(String setting, Optional<Path> file) {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw new IllegalArgumentException(setting + " is " + file.get() + ", which cannot be read");
        }
    }
}
