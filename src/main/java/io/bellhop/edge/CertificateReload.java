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
    private ServedCertificate served;
    private String told;

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
            begin();
        }
    }

    void begin() {
        try {
            served = read();
            Instant until = served.requireUsable(vertx);
            LOG.infof("edge.certificate_served valid_until=%s", until);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(EdgeConfigSourceFactory.CERTIFICATE + " cannot be served: " + e, e);
        }
    }

    /** On a thread that may wait for files. Those that were not taken over are tried again, and told of once. */
    @Scheduled(
            every = "${bellhop.tls.reload}",
            delayed = "${bellhop.tls.reload}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "certificate-reload")
    void look() {
        if (served == null) {
            return;
        }
        try {
            ServedCertificate now = read();
            if (!now.isSameAs(served)) {
                takeOver(now.requireUsable(vertx));
                served = now;
            }
            told = null;
        } catch (IOException | GeneralSecurityException e) {
            tell(e.toString());
        }
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            LOG.warnf("edge.certificate_not_taken_over reason=%s", reason);
        }
    }

    private void takeOver(Instant until) throws GeneralSecurityException {
        TlsConfiguration tls = registry.get(EdgeConfigSourceFactory.NAME).orElseThrow();
        // Reads the files once more, and they may have changed again.
        if (!tls.reload()) {
            throw new GeneralSecurityException("the files were read, but not taken over");
        }
        updated.fire(new CertificateUpdatedEvent(EdgeConfigSourceFactory.NAME, tls));
        LOG.infof("edge.certificate_served valid_until=%s", until);
    }

    private ServedCertificate read() throws IOException {
        return ServedCertificate.read(
                config.certificate().orElseThrow(), config.key().orElseThrow(), config.clientAuthorities());
    }
}
