package io.bellhop;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Refuses a start with a {@code bellhop.*} setting that nothing reads: most likely a mistyped one. */
@Singleton
final class SettingsCheck {

    /** Below each, the framework itself refuses names that it does not know. */
    private static final List<String> KNOWN = List.of(
            "access",
            "confirmation",
            "database",
            "delivery",
            "embedded-postgres",
            "encryption",
            "event",
            "guest",
            "ingress",
            "outbound",
            "processing",
            "pull",
            "registration",
            "sources",
            "stream",
            "subscription",
            "venue");

    private final Config config;

    SettingsCheck(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(0) StartupEvent event) {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("bellhop."))
                .filter(name -> KNOWN.stream().noneMatch(known -> name.startsWith("bellhop." + known + ".")))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no setting " + name
                            + "; those that there are begin with" + " bellhop. and one of " + String.join(", ", KNOWN));
                });
    }
}
