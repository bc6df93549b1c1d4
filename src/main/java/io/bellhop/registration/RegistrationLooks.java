package io.bellhop.registration;

import io.bellhop.provider.Registrar.TestResult;
import io.bellhop.registration.Registration.Rotation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks how our webhooks stand at the providers; changes nothing there. Whatever goes wrong is a problem. */
@Singleton
final class RegistrationLooks {

    private static final Logger LOG = Logger.getLogger(RegistrationLooks.class);

    private final RegistrableSources sources;
    private final RegistrationStore store;
    private final PublicAddress address;
    private final RegistrationConfig config;
    private final InstantSource clock;

    RegistrationLooks(
            RegistrableSources sources,
            RegistrationStore store,
            PublicAddress address,
            RegistrationConfig config,
            InstantSource clock) {
        this.sources = sources;
        this.store = store;
        this.address = address;
        this.config = config;
        this.clock = clock;
    }

    /** As it is at the provider now. Before anybody has asked for it: as it would be asked for if nothing else was said. */
    Uni<RegistrationView> show(String source) {
        return sources.named(source)
                .flatMap(provider -> store.find(source)
                        .flatMap(found -> found.or(() -> unregistered(source))
                                .map(registration -> show(source, provider, registration))
                                .orElseGet(() -> Uni.createFrom().item(RegistrationView.unknown(source)))));
    }

    private Uni<RegistrationView> show(String source, ProviderWebhooks provider, Registration registration) {
        return look(source, provider, registration)
                .map(standing -> RegistrationView.of(
                        source,
                        provider,
                        registration,
                        standing,
                        provider.canBeAsked() ? clock.instant() : registration.checkedAt()));
    }

    private Optional<Registration> unregistered(String source) {
        return Optional.ofNullable(address.of(source))
                .map(url ->
                        new Registration(AskedWebhook.DEFAULT.wanted(url), null, null, null, new Rotation(null, null)));
    }

    /** How it stands; kept, and said in the log if it was registered and is not as it should be. */
    Uni<Standing> look(String source, ProviderWebhooks provider, Registration registration) {
        return ProviderProblem.told(config.timeLimit(), () -> provider.standing(registration))
                .call(standing -> {
                    if (registration.registeredAt() != null && standing.state() != State.REGISTERED) {
                        LOG.warnf(
                                "registration.drifted source=%s state=%s fields=%s",
                                source, standing.state(), standing.fields());
                    }
                    return store.checked(source, registration, standing.state());
                });
    }

    /** By itself: whatever comes of it is kept, or in the log. */
    Uni<Void> check(String source) {
        return sources.named(source)
                .flatMap(provider -> store.find(source)
                        .map(Leases::asked)
                        .flatMap(registration -> look(source, provider, registration)))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "registration.not_checked source=%s reason=%s", source, ProviderProblem.reason(failure)))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Has the provider send a request to where the webhook goes. */
    Uni<TestResult> test(String source) {
        return sources.named(source)
                .flatMap(provider -> store.find(source)
                        .map(Leases::asked)
                        .flatMap(registration ->
                                ProviderProblem.told(config.timeLimit(), () -> provider.test(registration.wanted()))));
    }
}
