package io.bellhop.ingress;

import io.bellhop.database.DatabaseConfig;
import io.bellhop.ingress.SourcesConfig.SourceConfig;
import io.bellhop.provider.Providers;
import io.bellhop.provider.SourceSettings;
import io.bellhop.signature.SigningSecret;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes the sources of the configuration to the database at start; and, with the embedded database and on the loopback
 * address, one named after each provider where there is none, with the documented secret {@code dev-<provider>-secret}.
 */
@Singleton
final class ConfiguredSources {

    private static final Logger LOG = Logger.getLogger(ConfiguredSources.class);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final SourcesConfig config;
    private final DatabaseConfig database;
    private final Providers providers;
    private final SourceSecrets secrets;
    private final InstantSource clock;
    private final String host;

    ConfiguredSources(
            SourcesConfig config,
            DatabaseConfig database,
            Providers providers,
            SourceSecrets secrets,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.host = host;
        this.config = config;
        this.database = database;
        this.providers = providers;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Blocks until committed: start-up only. */
    void write() {
        List<Uni<?>> writes = new ArrayList<>();
        config.byName().forEach((name, source) -> writes.add(Uni.createFrom().deferred(() -> write(name, source))));
        if (database.embedded()) {
            boolean here = isReachedFromHereOnly();
            providers.names().stream()
                    .filter(provider -> !config.byName().containsKey(provider))
                    .forEach(provider -> writes.add(Uni.createFrom()
                            .deferred(() -> here ? addForDevelopment(provider) : withdrawFromDevelopment(provider))));
        }
        try {
            VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> Multi.createFrom()
                    .iterable(writes)
                    .onItem()
                    .transformToUniAndConcatenate(write -> write)
                    .collect()
                    .last()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the configured sources cannot be written", e);
        }
    }

    /** Their secrets are published: no gateway that others reach may have them. */
    private boolean isReachedFromHereOnly() {
        return LaunchMode.current().isDevOrTest() || LOOPBACK.contains(host);
    }

    private Uni<?> write(String name, SourceConfig configured) {
        List<SigningSecret> given = configured.secrets().orElse(List.of()).stream()
                .map(SigningSecret::new)
                .toList();
        check(name, configured, given);
        return Source.<Source>findById(name).flatMap(found -> {
            Source source = found == null ? create(name) : found;
            source.provider = configured.provider();
            source.active = configured.active();
            source.configured = true;
            source.settings = settings(configured);
            if (configured.secrets().isPresent() || found == null) {
                source.secrets = secrets.seal(name, given);
            }
            source.updatedAt = clock.instant();
            return source.persist();
        });
    }

    private void check(String name, SourceConfig configured, List<SigningSecret> given) {
        try {
            SourceName.check(name);
            SourceSettings settings = new SourceSettings(settings(configured));
            ActiveSource.of(name, providers.named(configured.provider()), settings, given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bellhop.sources." + name + ": " + e.getMessage(), e);
        }
    }

    /** An environment variable has no dashes: {@code …_SETTINGS_RATE_LIMIT} comes as {@code rate.limit}. */
    private static Map<String, String> settings(SourceConfig configured) {
        return configured.settings().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().replace('.', '-'), Map.Entry::getValue));
    }

    private Uni<?> addForDevelopment(String provider) {
        return Source.<Source>findById(provider).flatMap(found -> {
            if (found != null) {
                return Uni.createFrom().voidItem();
            }
            Source source = create(provider);
            source.provider = provider;
            source.active = true;
            source.settings = Map.of();
            source.secrets = secrets.seal(provider, developmentSecrets(provider));
            source.updatedAt = source.createdAt;
            LOG.warnf("source.added_for_development name=%s secret=dev-%s-secret", provider, provider);
            return source.persist();
        });
    }

    /** One that an earlier start added, before others could reach the gateway; its events stay. */
    private Uni<?> withdrawFromDevelopment(String provider) {
        return Source.<Source>findById(provider).invoke(found -> {
            if (found != null && secrets.open(provider, found.secrets).equals(developmentSecrets(provider))) {
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

    private Source create(String name) {
        Source source = new Source();
        source.name = name;
        source.createdAt = clock.instant();
        return source;
    }
}
