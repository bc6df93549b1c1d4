package io.bellhop.registration;

import io.bellhop.api.Problem;
import io.bellhop.ingress.SourceChanges;
import io.bellhop.ingress.SourcesConfig;
import io.bellhop.ingress.SourcesConfig.SourceConfig;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The secrets of a source that are valid here, on every replica soon after. */
@Singleton
final class ValidSecrets {

    private final SourceChanges changes;
    private final SourcesConfig configured;

    ValidSecrets(SourceChanges changes, SourcesConfig configured) {
        this.changes = changes;
        this.configured = configured;
    }

    /** @throws io.bellhop.api.ProblemException 409 if they are not for us to change */
    void requireOurs(String source) {
        SourceConfig named = configured.byName().get(source);
        if (named != null && named.secrets().isPresent()) {
            throw Problem.conflict("The configuration names this source's secrets and would bring the old ones back at"
                            + " the next start: add the new one there")
                    .asException();
        }
    }

    /** The newest from now on. */
    Uni<Void> add(String source, SigningSecret added) {
        return changes.addSecret(source, added).replaceWithVoid();
    }

    /** All of these but the newest of the source, which may be one of them again. */
    Uni<Void> end(String source, List<SigningSecret> old) {
        return changes.changeSecrets(
                        source,
                        present -> Stream.concat(
                                        present.stream().limit(1),
                                        present.stream().skip(1).filter(secret -> !old.contains(secret)))
                                .toList())
                .replaceWithVoid();
    }
}
