package io.bellhop.ingress;

import io.bellhop.database.DatabaseConfig;
import io.bellhop.provider.Providers;
import io.bellhop.signature.SigningSecret;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * With the embedded database and on the loopback address, a source named after each provider where there is none, with the
 * documented secret {@code dev-<provider>-secret}.
 */
@Singleton
final class DevelopmentSources {

    private static final Logger LOG = Logger.getLogger(DevelopmentSources.class);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final DatabaseConfig database;
    private final Providers providers;
    private final SourceSecrets secrets;
    private final InstantSource clock;
    private final String host;

    DevelopmentSources(
            DatabaseConfig database,
            Providers providers,
            SourceSecrets secrets,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.database = database;
        this.providers = providers;
        this.secrets = secrets;
        this.clock = clock;
        this.host = host;
    }

    /** In a session and a transaction. @param configured the names that the configuration settles */
    List<Uni<?>> writes(Set<String> configured) {
        if (!database.embedded()) {
            return List.of();
        }
        boolean here = isReachedFromHereOnly();
        return providers.names().stream()
                .filter(provider -> !configured.contains(provider))
                .<Uni<?>>map(provider -> Uni.createFrom()
                        .deferred(() -> here ? addForDevelopment(provider) : withdrawFromDevelopment(provider)))
                .toList();
    }

    /** Their secrets are published: no gateway that others reach may have them. */
    private boolean isReachedFromHereOnly() {
        return LaunchMode.current().isDevOrTest() || LOOPBACK.contains(host);
    }

    private Uni<?> addForDevelopment(String provider) {
        return Source.<Source>findById(provider, LockModeType.PESSIMISTIC_WRITE).flatMap(found -> {
            if (found != null) {
                return Uni.createFrom().voidItem();
            }
            Source source = Source.create(provider, clock.instant());
            source.provider = provider;
            source.active = true;
            source.settings = Map.of();
            source.secrets = secrets.seal(provider, developmentSecrets(provider));
            source.updatedAt = source.createdAt;
            LOG.warnf("source.added_for_development name=%s reason=no database is configured", provider);
            return source.persist();
        });
    }

    /** One that an earlier start added, before others could reach the gateway; its events stay. */
    private Uni<?> withdrawFromDevelopment(String provider) {
        return Source.<Source>findById(provider, LockModeType.PESSIMISTIC_WRITE).invoke(found -> {
            if (found != null && secrets.open(provider, found.secrets).containsAll(developmentSecrets(provider))) {
                found.active = false;
                found.updatedAt = clock.instant();
                LOG.warnf(
                        "source.switched_off name=%s reason=its secret is published and others can reach %s",
                        provider, host);
            }
        });
    }

    private static List<SigningSecret> developmentSecrets(String provider) {
        return List.of(new SigningSecret("dev-" + provider + "-secret"));
    }
}
