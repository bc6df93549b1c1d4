package io.bellhop.registration;

import io.bellhop.api.Problem;
import io.bellhop.ingress.SourceSecrets;
import io.bellhop.registration.RegistrationStore.Leased;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Replaces a source's secret, here and at its provider, without losing an event: here first, then there, and the old ones
 * stay valid for a while. A replica that has not heard of the new one refuses what brings it; that is looked at again.
 */
@Singleton
final class SecretRotation {

    private static final Logger LOG = Logger.getLogger(SecretRotation.class);

    private final RegistrableSources sources;
    private final Registrations registrations;
    private final RegistrationStore store;
    private final Leases leases;
    private final ValidSecrets secrets;
    private final SecondLooks secondLooks;

    SecretRotation(
            RegistrableSources sources,
            Registrations registrations,
            RegistrationStore store,
            Leases leases,
            ValidSecrets secrets,
            SecondLooks secondLooks) {
        this.sources = sources;
        this.registrations = registrations;
        this.store = store;
        this.leases = leases;
        this.secrets = secrets;
        this.secondLooks = secondLooks;
    }

    /** If the provider does not take it, both are valid, and the registration has drifted until it is repaired. */
    Uni<RegistrationView> rotate(String source, SigningSecret added) {
        secrets.requireOurs(source);
        return leases.take(source)
                .flatMap(leased -> leases.keeping(
                        leased, () -> sources.named(source).flatMap(provider -> rotate(provider, leased, added))));
    }

    private Uni<RegistrationView> rotate(ProviderWebhooks before, Leased leased, SigningSecret added) {
        String source = leased.source();
        check(before, leased.registration(), added);
        // In this order: should it end between them, the old ones are known to have an end, and the newest never has.
        return store.rotated(leased, before.secrets())
                .chain(() -> secrets.add(source, added))
                // As it is from now on, with the new one.
                .chain(() -> sources.named(source))
                .flatMap(provider -> registrations
                        .write(provider, leased)
                        .invoke(() -> LOG.infof("registration.rotated source=%s", source))
                        .call(() -> secondLooks.at(source).onFailure().recoverWithNull())
                        .chain(() -> registrations.view(source, provider)));
    }

    /** Before anything is changed. */
    private static void check(ProviderWebhooks provider, Registration registration, SigningSecret added) {
        if (!provider.canBeAsked()) {
            throw ProviderWebhooks.notOffered("change a webhook's secret").asException();
        }
        if (registration.written() == null) {
            throw Problem.conflict("It is not registered yet; PUT its registration")
                    .asException();
        }
        if (provider.secrets().contains(added)) {
            throw Problem.badRequest("secret is one that the source has already")
                    .asException();
        }
        if (provider.secrets().size() >= SourceSecrets.MAX) {
            throw Problem.conflict("The source has " + SourceSecrets.MAX + " secrets; wait until the old ones end, or"
                            + " replace them all")
                    .asException();
        }
        try {
            List<SigningSecret> then =
                    Stream.concat(Stream.of(added), provider.secrets().stream()).toList();
            provider.registrar().asWritten(registration.wanted(), then);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(e.getMessage()).asException();
        }
    }
}
