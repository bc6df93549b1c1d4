package io.bellhop.registration;

import io.bellhop.api.Problem;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.registration.RegistrationStore.Leased;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Registers our webhooks at the providers, repairs and removes them. Whatever goes wrong is a problem. */
@Singleton
final class Registrations {

    private static final Logger LOG = Logger.getLogger(Registrations.class);

    private final RegistrableSources sources;
    private final RegistrationStore store;
    private final Leases leases;
    private final PublicAddress address;
    private final RegistrationConfig config;

    Registrations(
            RegistrableSources sources,
            RegistrationStore store,
            Leases leases,
            PublicAddress address,
            RegistrationConfig config) {
        this.sources = sources;
        this.store = store;
        this.leases = leases;
        this.address = address;
        this.config = config;
    }

    /** What became of a wish. @param created false if there was one, which is now as it is wanted */
    record Written(boolean created, RegistrationView view) {}

    /** @param asked null for what was asked for before */
    Uni<Written> put(String source, AskedWebhook asked) {
        return sources.named(source)
                .flatMap(provider -> store.find(source)
                        .map(before -> wanted(source, provider, before, asked))
                        .flatMap(wanted -> store.want(source, wanted))
                        .map(Leases::free)
                        // Its secrets may have been rotated until the lease was ours.
                        .flatMap(leased -> leases.keeping(
                                leased, () -> sources.named(source).flatMap(now -> write(now, leased))))
                        .flatMap(created -> view(source, provider).map(view -> new Written(created, view))));
    }

    private WantedWebhook wanted(
            String source, ProviderWebhooks provider, Optional<Registration> before, AskedWebhook asked) {
        try {
            WantedWebhook wanted = asked == null && before.isPresent()
                    ? before.get().wanted()
                    : Objects.requireNonNullElse(asked, AskedWebhook.DEFAULT).wanted(address.of(source));
            provider.asWritten(wanted);
            return wanted;
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(e.getMessage()).asException();
        }
    }

    /** As it was written just now: the provider is not asked again. */
    Uni<RegistrationView> view(String source, ProviderWebhooks provider) {
        return store.find(source).map(Leases::asked).map(registration -> {
            Standing standing = new Standing(State.REGISTERED, registration.written(), List.of());
            return RegistrationView.of(source, provider, registration, standing, registration.checkedAt());
        });
    }

    /** Matches first, and makes one only if there is none. True if it was made. */
    Uni<Boolean> write(ProviderWebhooks provider, Leased leased) {
        return ProviderProblem.told(
                        config.timeLimit(),
                        () -> provider.canBeAsked() ? matched(provider, leased) : writtenOnce(provider, leased))
                .invoke(created -> LOG.infof("registration.written source=%s created=%s", leased.source(), created));
    }

    private Uni<Boolean> matched(ProviderWebhooks provider, Leased leased) {
        Registration registration = leased.registration();
        RegisteredWebhook wanted = provider.asWritten(registration.wanted());
        return provider.find(registration.reference(), wanted)
                .flatMap(found -> found.webhook() == null
                        ? created(provider, leased)
                        : updated(provider, leased, found, provider.standing(found, wanted)));
    }

    private Uni<Boolean> created(ProviderWebhooks provider, Leased leased) {
        return provider.create(leased.registration().wanted())
                .flatMap(webhook -> store.written(leased, webhook, true))
                .replaceWith(true);
    }

    private Uni<Boolean> updated(ProviderWebhooks provider, Leased leased, Found found, Standing before) {
        return provider.update(
                        found.webhook().reference(), leased.registration().wanted())
                .flatMap(webhook -> store.written(leased, webhook, !before.bringsNewestSecret()))
                .chain(() -> provider.remove(found.duplicates()))
                .replaceWith(false);
    }

    /** At a provider that only takes new ones: it is not asked again for what it has. */
    private Uni<Boolean> writtenOnce(ProviderWebhooks provider, Leased leased) {
        RegisteredWebhook before = leased.registration().written();
        if (before == null) {
            return created(provider, leased);
        }
        if (before.equals(provider.asWritten(leased.registration().wanted()))) {
            return Uni.createFrom().item(false);
        }
        throw ProviderWebhooks.notOffered("change a webhook").asException();
    }

    /** There, and here. */
    Uni<Void> remove(String source) {
        return sources.named(source)
                .flatMap(provider -> leases.take(source)
                        .flatMap(leased -> leases.keeping(
                                leased,
                                () -> ProviderProblem.told(
                                                config.timeLimit(), () -> removed(provider, leased.registration()))
                                        .chain(() -> store.remove(leased))))
                        .invoke(() -> LOG.infof("registration.removed source=%s", source)));
    }

    private static Uni<Void> removed(ProviderWebhooks provider, Registration registration) {
        if (!provider.canBeAsked()) {
            throw ProviderWebhooks.notOffered("remove a webhook").asException();
        }
        return provider.find(registration.reference(), provider.asWritten(registration.wanted()))
                .flatMap(found -> provider.remove(found.all()));
    }

    /** Here alone, whatever is there. */
    Uni<Void> forget(String source) {
        return leases.take(source)
                .flatMap(store::remove)
                .invoke(() -> LOG.infof("registration.forgotten source=%s", source));
    }
}
