package io.bellhop.registration;

import io.bellhop.ingress.SecondLook;
import io.bellhop.ingress.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Accepts what was refused because the replica that took it did not know the secret yet. */
@Singleton
final class SecondLooks {

    private static final Logger LOG = Logger.getLogger(SecondLooks.class);

    private final SecondLook secondLook;
    private final Sources sources;

    SecondLooks(SecondLook secondLook, Sources sources) {
        this.secondLook = secondLook;
        this.sources = sources;
    }

    /** At all that waits of the source, with the secrets that it has now, whatever this replica has heard of. */
    Uni<Void> at(String source) {
        return sources.reload()
                .chain(() -> secondLook.reverify(source))
                .invoke(done -> LOG.infof(
                        "registration.looked_again source=%s checked=%d accepted=%d",
                        source, done.checked(), done.accepted()))
                .onFailure()
                .invoke(failure -> LOG.warnf("registration.not_looked_again source=%s reason=%s", source, failure))
                .replaceWithVoid();
    }
}
