package io.bellhop.ingress;

import io.bellhop.api.Problem;
import io.bellhop.outbound.Credentials;
import io.bellhop.outbound.SourceCredentials;
import io.bellhop.signature.SigningSecret;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Changes sources as the API asks: checked as a whole before anything is written, and told to every replica. */
@Singleton
public final class SourceChanges {

    private static final String NOTIFY = "select cast(pg_notify('" + Sources.CHANNEL + "', '') as text)";

    private final SourceCheck sourceCheck;
    private final SourceSecrets secrets;
    private final SourceCredentials credentials;
    private final Sources sources;
    private final InstantSource clock;

    SourceChanges(
            SourceCheck sourceCheck,
            SourceSecrets secrets,
            SourceCredentials credentials,
            Sources sources,
            InstantSource clock) {
        this.sourceCheck = sourceCheck;
        this.secrets = secrets;
        this.credentials = credentials;
        this.sources = sources;
        this.clock = clock;
    }

    /** Makes the source, or changes the one of that name, whose secrets stay. */
    Uni<Source> put(String name, String provider, Map<String, String> settings, boolean active) {
        return change(() -> locked(name).flatMap(found -> {
            Source source = found == null ? create(name) : found;
            source.provider = provider;
            source.settings = settings;
            source.active = active;
            check(source);
            return source.persist();
        }));
    }

    /** One more, the newest from now on; those before stay valid. */
    public Uni<Source> addSecret(String name, SigningSecret added) {
        return changeSecrets(
                name,
                present -> SourceSecrets.bounded(
                        Stream.concat(Stream.of(added), present.stream().filter(secret -> !secret.equals(added)))
                                .toList()));
    }

    /** @param change from those that are valid to those that are to be, the newest first */
    public Uni<Source> changeSecrets(String name, UnaryOperator<List<SigningSecret>> change) {
        return change(() -> find(name).invoke(source -> {
            source.secrets = secrets.seal(name, change.apply(secrets.open(name, source.secrets)));
            source.updatedAt = clock.instant();
        }));
    }

    /** All of them at once, as those of one account belong together. @param wanted null to take them away */
    Uni<Source> replaceCredentials(String name, Credentials wanted) {
        return change(() -> find(name).invoke(source -> {
            if (wanted != null) {
                check(() -> sourceCheck.requireCredentials(source.provider, wanted));
            }
            source.credentials = wanted == null ? null : credentials.seal(name, wanted);
            source.updatedAt = clock.instant();
        }));
    }

    /** Its events stay. */
    Uni<Void> remove(String name) {
        return change(() -> find(name).call(source -> source.delete())).replaceWithVoid();
    }

    private Uni<Source> change(Supplier<Uni<Source>> change) {
        return Panache.withTransaction(() -> change.get()
                        .call(() -> Panache.getSession()
                                .flatMap(session -> session.createNativeQuery(NOTIFY, String.class)
                                        .getSingleResult())))
                // Told to the others by the commit; this replica should know before it answers.
                .call(sources::reload);
    }

    /** Changes of one source come one after the other: each writes all of it. */
    private static Uni<Source> locked(String name) {
        return Source.findById(name, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<Source> find(String name) {
        return locked(name)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("No source has this name").asException());
    }

    private Source create(String name) {
        Source source = Source.create(name, clock.instant());
        source.secrets = secrets.seal(name, List.of());
        return source;
    }

    private void check(Source source) {
        source.updatedAt = clock.instant();
        check(() -> sourceCheck.require(source.name, source.provider, source.settings, List.of()));
    }

    private static void check(Runnable rules) {
        try {
            rules.run();
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(e.getMessage()).asException();
        }
    }
}
