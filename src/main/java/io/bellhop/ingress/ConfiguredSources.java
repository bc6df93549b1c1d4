package io.bellhop.ingress;

import io.bellhop.ingress.SourcesConfig.SourceConfig;
import io.bellhop.outbound.Credentials;
import io.bellhop.outbound.SourceCredentials;
import io.bellhop.signature.SigningSecret;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the sources of the configuration, and those for development, to the database at start. */
@Singleton
final class ConfiguredSources {

    private final SourcesConfig config;
    private final SourceCheck sourceCheck;
    private final SourceSecrets secrets;
    private final SourceCredentials credentials;
    private final DevelopmentSources development;
    private final InstantSource clock;

    ConfiguredSources(
            SourcesConfig config,
            SourceCheck sourceCheck,
            SourceSecrets secrets,
            SourceCredentials credentials,
            DevelopmentSources development,
            InstantSource clock) {
        this.config = config;
        this.sourceCheck = sourceCheck;
        this.secrets = secrets;
        this.credentials = credentials;
        this.development = development;
        this.clock = clock;
    }

    /** Blocks until committed: start-up only. */
    void write() {
        List<Uni<?>> writes = new ArrayList<>();
        config.byName().forEach((name, source) -> writes.add(Uni.createFrom().deferred(() -> write(name, source))));
        writes.addAll(development.writes(config.byName().keySet()));
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

    private Uni<?> write(String name, SourceConfig configured) {
        List<SigningSecret> given = configured.secrets().orElse(List.of()).stream()
                .map(SigningSecret::new)
                .toList();
        check(name, configured, given);
        return Source.<Source>findById(name, LockModeType.PESSIMISTIC_WRITE).flatMap(found -> {
            if (found != null && isAs(configured, given, found)) {
                return Uni.createFrom().item(found);
            }
            Source source = found == null ? Source.create(name, clock.instant()) : found;
            source.provider = configured.provider();
            source.active = configured.active();
            source.configured = true;
            source.settings = dashed(configured.settings());
            if (configured.secrets().isPresent() || found == null) {
                source.secrets = secrets.seal(name, given);
            }
            if (!configured.credentials().isEmpty()) {
                source.credentials = credentials.seal(name, new Credentials(dashed(configured.credentials())));
            }
            source.updatedAt = clock.instant();
            return source.persist();
        });
    }

    /** Then it is left alone: each process comes by here at each start, and when a source was last changed says something. */
    private boolean isAs(SourceConfig configured, List<SigningSecret> given, Source found) {
        return found.configured
                && found.provider.equals(configured.provider())
                && found.active == configured.active()
                && found.settings.equals(dashed(configured.settings()))
                && (configured.secrets().isEmpty() || given.equals(secrets(found)))
                && (configured.credentials().isEmpty()
                        || new Credentials(dashed(configured.credentials())).equals(credentials(found)));
    }

    /** Null if they were sealed with a key that is gone: what is configured takes their place. */
    private List<SigningSecret> secrets(Source source) {
        try {
            return secrets.open(source.name, source.secrets);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Null if there are none, or they were sealed with a key that is gone. */
    private Credentials credentials(Source source) {
        try {
            return source.credentials == null ? null : credentials.open(source.name, source.credentials);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void check(String name, SourceConfig configured, List<SigningSecret> given) {
        try {
            sourceCheck.require(name, configured.provider(), dashed(configured.settings()), given);
            if (!configured.credentials().isEmpty()) {
                sourceCheck.requireCredentials(
                        configured.provider(), new Credentials(dashed(configured.credentials())));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bellhop.sources." + name + ": " + e.getMessage(), e);
        }
    }

    /** An environment variable has no dashes: {@code …_SETTINGS_RATE_LIMIT} comes as {@code rate.limit}. */
    private static Map<String, String> dashed(Map<String, String> configured) {
        return configured.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().replace('.', '-'), Map.Entry::getValue));
    }
}
