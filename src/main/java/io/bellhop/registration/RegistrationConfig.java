package io.bellhop.registration;

import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How our webhooks at the providers are looked after. */
@ConfigMapping(prefix = "bellhop.registration")
public interface RegistrationConfig {

    /**
     * Where the providers reach this gateway, as in {@code https://gateway.example.com}. Without it, whoever registers a
     * webhook has to say its address.
     */
    Optional<String> publicUrl();

    /** How often each webhook is compared with what is wanted. Whoever switches one off tells nobody. */
    @WithDefault("1h")
    @Range(min = "1s")
    Duration check();

    /** How long the secrets before stay valid. Channex tries again for 24 hours, maybe with what it had at first. */
    @WithDefault("25h")
    @NotBelow("bellhop.registration.replica-lag")
    Duration rotationGrace();

    /** How long a replica may go on with the secrets before: it may miss being told, and then looks after a minute. */
    @WithDefault("90s")
    Duration replicaLag();

    /** For all that one call of ours asks of a provider. Below the minute after which an idle connection is closed. */
    @WithDefault("45s")
    @Range(max = "59s")
    Duration timeLimit();

    /** How often to look for what is due. */
    @WithDefault("30s")
    @Range(min = "10ms", max = "1d")
    Duration poll();
}
