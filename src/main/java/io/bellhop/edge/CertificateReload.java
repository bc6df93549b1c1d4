package io.bellhop.edge;

import io.bellhop.replica.Replica;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Takes over the TLS files when they have changed and belong together; until then the old ones are served. The framework's own
 * reload would take a new certificate with the old key, with which no handshake succeeds, and tells of every look it takes.
 */
@Singleton
final class CertificateReload {

    private static final Logger LOG = Logger.getLogger(CertificateReload.class);

    /** Which says in plainer words what is missing. */
    private static final int AFTER_PUBLIC_PORT = PublicPort.FIRST + 1;

    private final TlsConfig config;
    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private final Vertx vertx;
    private final Replica replica;
    private ServedCertificate seen;

    CertificateReload(
            TlsConfig config,
            Replica replica,
            TlsConfigurationRegistry registry,
            Event<CertificateUpdatedEvent> updated,
            Vertx vertx) {
        this.config = config;
        this.replica = replica;
        this.registry = registry;
        this.updated = updated;
        this.vertx = vertx;
    }

    /** Refuses the start with files that no handshake would succeed with. */
    void start(@Observes @Priority(AFTER_PUBLIC_PORT) StartupEvent event) {
        if (config.certificate().isPresent() && replica.takesCalls()) {
            try {
                seen = read();
                Instant until = seen.requireUsable(vertx);
                LOG.infof("edge.certificate_served valid_until=%s", until);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalArgumentException(EdgeConfigSourceFactory.CERTIFICATE + " cannot be served: " + e, e);
            }
        }
    }

    /** On a thread that may wait for files. */
    @Scheduled(
            every = "${bellhop.tls.reload}",
            delayed = "${bellhop.tls.reload}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "certificate-reload")
    void look() {
        if (seen == null) {
            return;
        }
        try {
            ServedCertificate now = read();
            if (!now.isSameAs(seen)) {
                seen = now;
                takeOver(now.requireUsable(vertx));
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.warnf("edge.certificate_not_taken_over reason=%s", e.getMessage());
        }
    }

    private void takeOver(Instant until) throws GeneralSecurityException {
        TlsConfiguration served = registry.get(EdgeConfigSourceFactory.NAME).orElseThrow();
        if (!served.reload()) {
            throw new GeneralSecurityException("the files were read, but not taken over");
        }
        updated.fire(new CertificateUpdatedEvent(EdgeConfigSourceFactory.NAME, served));
        LOG.infof("edge.certificate_served valid_until=%s", until);
    }

    private ServedCertificate read() throws IOException {
        return ServedCertificate.read(
                config.certificate().orElseThrow(), config.key().orElseThrow(), config.clientAuthorities());
    }
}
