package io.bellhop.egress;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The connections to receivers, kept for a while and used again. They are told apart by name and by the address that was
 * checked, so that one that is used again leads to where a new one would.
 */
@Singleton
final class Connections {

    /** Later than whoever posts has stopped. */
    private static final int LAST = 3_000;

    private final HttpClient tls;
    private final HttpClient plain;

    /** @throws IllegalArgumentException if the settings name a TLS configuration that there is not */
    Connections(Vertx vertx, EgressConfig config, Limits limits, TlsConfigurationRegistry registry) {
        Optional<TlsConfiguration> own = config.tlsConfigurationName().map(name -> named(name, registry));
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(limits.connectionsPerHost());
        this.tls = open(vertx, tls(limits, own), pool);
        this.plain = open(vertx, bounded(new HttpClientOptions(), limits), pool);
    }

    /** Whoever asked is told what went wrong. Without its own handler, a connection would log what a receiver sends. */
    private static HttpClient open(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(connection -> connection.exceptionHandler(failure -> {}))
                .build();
    }

    private static TlsConfiguration named(String name, TlsConfigurationRegistry registry) {
        return registry.get(name)
                .orElseThrow(() -> new IllegalArgumentException("bellhop.delivery.tls-configuration-name is " + name
                        + ", but there is no setting that begins with quarkus.tls." + name));
    }

    /** HTTP/2 or HTTP/1.1, whichever the receiver prefers. */
    private static HttpClientOptions tls(Limits limits, Optional<TlsConfiguration> own) {
        HttpClientOptions options = new HttpClientOptions();
        own.ifPresent(configuration -> TlsConfigUtils.configure(options, configuration));
        return bounded(options, limits)
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSslHandshakeTimeout(limits.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** Without a name for metrics, since those would hold the addresses, and with them tokens. */
    private static HttpClientOptions bounded(HttpClientOptions options, Limits limits) {
        int keptSeconds = (int) limits.idleTimeout().toSeconds();
        return options.setConnectTimeout((int) limits.connectTimeout().toMillis())
                .setKeepAliveTimeout(keptSeconds)
                .setHttp2KeepAliveTimeout(keptSeconds)
                // A receiver may ask for longer by its Keep-Alive, but not for as long as it likes. And one that is
                // gone without a
                // word would otherwise be sent all that is its on one HTTP/2 connection, until TCP gives up.
                .setReadIdleTimeout(
                        (int) limits.timeout().plus(limits.idleTimeout()).toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** So that a mistyped setting is told at the start. */
    void start(@Observes StartupEvent event) {}

    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        close();
    }

    void close() {
        tls.close();
        plain.close();
    }

    HttpClient to(CallbackUrl url) {
        return url.isTls() ? tls : plain;
    }
}
