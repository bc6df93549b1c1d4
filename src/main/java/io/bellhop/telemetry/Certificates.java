package io.bellhop.telemetry;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** When the certificates expire that the gateway shows, whoever calls or is called; as they are now, however they were renewed. */
@Singleton
final class Certificates {

    private static final Logger LOG = Logger.getLogger(Certificates.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String DEFAULT = "default";

    private final TlsConfigurationRegistry registry;
    private final Figures figures;
    private final Config config;

    Certificates(TlsConfigurationRegistry registry, Figures figures, Config config) {
        this.registry = registry;
        this.figures = figures;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        look();
    }

    @Scheduled(every = "1m", delayed = "1m", identity = "certificates")
    void look() {
        show(DEFAULT, registry.getDefault());
        config.unwrap(SmallRyeConfig.class)
                .getConfigMapping(TlsConfig.class)
                .namedCertificateConfig()
                .keySet()
                .forEach(name -> show(name, registry.get(name)));
    }

    private void show(String name, Optional<TlsConfiguration> configuration) {
        configuration
                .map(TlsConfiguration::getKeyStore)
                .flatMap(keys -> expiry(name, keys))
                .ifPresent(expiry -> figures.of(
                                "bellhop.certificate.expiry.timestamp.seconds",
                                "When the first certificate of a TLS configuration expires, in seconds since 1970",
                                EVERY,
                                "configuration",
                                name)
                        .tell(expiry.getEpochSecond()));
    }

    private static Optional<Instant> expiry(String name, KeyStore keys) {
        try {
            Instant first = null;
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.getCertificate(alias) instanceof X509Certificate certificate) {
                    Instant expiry = certificate.getNotAfter().toInstant();
                    first = first == null || expiry.isBefore(first) ? expiry : first;
                }
            }
            return Optional.ofNullable(first);
        } catch (KeyStoreException e) {
            LOG.warnf("certificate.unreadable configuration=%s reason=%s", name, e.getMessage());
            return Optional.empty();
        }
    }
}
