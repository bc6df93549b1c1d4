package io.bellhop.registration;

import io.bellhop.registration.DueRegistrations.RetirementDue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Ends old secrets: only when the provider is seen to have the new one, for without them all else is refused. */
@Singleton
final class SecretRetirement {

    private static final Logger LOG = Logger.getLogger(SecretRetirement.class);

    private final DueRegistrations due;
    private final RegistrableSources sources;
    private final RegistrationLooks looks;
    private final Leases leases;
    private final ValidSecrets secrets;
    private final SecondLooks secondLooks;

    SecretRetirement(
            DueRegistrations due,
            RegistrableSources sources,
            RegistrationLooks looks,
            Leases leases,
            ValidSecrets secrets,
            SecondLooks secondLooks) {
        this.due = due;
        this.sources = sources;
        this.looks = looks;
        this.leases = leases;
        this.secrets = secrets;
        this.secondLooks = secondLooks;
    }

    /** @param here a thread of Vert.x, which a provider's answer does not come on, and a change of the source has to be on */
    Uni<Void> retire(RetirementDue retirement, Executor here) {
        String source = retirement.leased().source();
        return leases.keeping(
                        retirement.leased(),
                        () -> sources.named(source)
                                .flatMap(provider -> looks.look(
                                        source, provider, retirement.leased().registration()))
                                .emitOn(here)
                                .flatMap(standing -> standing.bringsNewestSecret()
                                        ? end(source, retirement, here)
                                        : stay(source, standing.state().toString())))
                .onFailure()
                .recoverWithUni(failure -> stay(source, ProviderProblem.reason(failure)));
    }

    /** What they would have proved has had its last look. */
    private Uni<Void> end(String source, RetirementDue retirement, Executor here) {
        return secondLooks
                .at(source)
                .emitOn(here)
                .chain(() -> secrets.end(source, retirement.secrets()))
                .chain(() -> due.retired(retirement))
                .invoke(() -> LOG.infof("registration.old_secrets_ended source=%s", source));
    }

    private static Uni<Void> stay(String source, String reason) {
        LOG.warnf("registration.old_secrets_stay source=%s reason=%s", source, reason);
        return Uni.createFrom().voidItem();
    }
}
