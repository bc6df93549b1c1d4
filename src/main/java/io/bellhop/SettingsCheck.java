package io.bellhop;

import io.bellhop.access.AccessConfig;
import io.bellhop.confirmation.ConfirmationConfig;
import io.bellhop.database.DatabaseConfig;
import io.bellhop.database.EmbeddedPostgresConfig;
import io.bellhop.delivery.DeliveryConfig;
import io.bellhop.edge.ProxyConfig;
import io.bellhop.edge.TlsConfig;
import io.bellhop.egress.EgressConfig;
import io.bellhop.event.EventConfig;
import io.bellhop.guest.GuestConfig;
import io.bellhop.ingress.IngressConfig;
import io.bellhop.ingress.SourcesConfig;
import io.bellhop.outbound.OutboundConfig;
import io.bellhop.processing.ProcessingConfig;
import io.bellhop.pull.PullConfig;
import io.bellhop.registration.RegistrationConfig;
import io.bellhop.replica.ReplicaConfig;
import io.bellhop.settings.Faults;
import io.bellhop.settings.KnownSettings;
import io.bellhop.settings.Variables;
import io.bellhop.signature.EncryptionConfig;
import io.bellhop.stream.StreamConfig;
import io.bellhop.subscription.SubscriptionConfig;
import io.bellhop.telemetry.TracingConfig;
import io.bellhop.venue.VenueConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Refuses a start with a {@code bellhop.*} setting that nothing reads, most likely a mistyped one, or with two that contradict. */
@Singleton
@RegisterForReflection(
        targets = {
            AccessConfig.class, ConfirmationConfig.class, DatabaseConfig.class, DeliveryConfig.class,
            EgressConfig.class, EmbeddedPostgresConfig.class, EncryptionConfig.class, EventConfig.class,
            GuestConfig.class, IngressConfig.class, OutboundConfig.class, ProcessingConfig.class,
            ProxyConfig.class, PullConfig.class, RegistrationConfig.class, ReplicaConfig.class,
            SourcesConfig.class, StreamConfig.class, SubscriptionConfig.class, TlsConfig.class,
            TracingConfig.class, VenueConfig.class,
        },
        ignoreNested = false)
final class SettingsCheck {

    private final Config config;
    private final SourcesConfig sources;

    SettingsCheck(Config config, SourcesConfig sources) {
        this.config = config;
        this.sources = sources;
    }

    /** All interfaces that hold settings. Those that a native image keeps the methods of. */
    static List<Class<?>> mappings() {
        return List.of(
                SettingsCheck.class.getAnnotation(RegisterForReflection.class).targets());
    }

    void start(@Observes @Priority(0) StartupEvent event) {
        KnownSettings known = new KnownSettings(mappings());
        SmallRyeConfig values = config.unwrap(SmallRyeConfig.class);
        Set<String> names = sources.byName().keySet();
        Stream.of(
                        Variables.faults(known, values, names),
                        unknown(known),
                        known.setByHand(values).stream(),
                        known.unclear(values, names).stream(),
                        known.contradictions(values).stream())
                .flatMap(faults -> faults)
                .findFirst()
                .ifPresent(SettingsCheck::refuse);
    }

    private Stream<String> unknown(KnownSettings known) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("bellhop.") && !known.has(name))
                .filter(name -> !isOfEnvironment(name))
                .map(new Faults(known)::unknown);
    }

    private static void refuse(String why) {
        throw new IllegalArgumentException(why);
    }

    /** Their names can be read in several ways, and the framework lists a guess: {@link Variables} has looked at them. */
    private boolean isOfEnvironment(String name) {
        String source = config.getConfigValue(name).getSourceName();
        return source != null && source.startsWith("EnvConfigSource");
    }
}
