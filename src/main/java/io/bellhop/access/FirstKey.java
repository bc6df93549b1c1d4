package io.bellhop.access;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sees to it at start that there is a key to get in with. */
@Singleton
final class FirstKey {

    private static final Logger LOG = Logger.getLogger(FirstKey.class);
    private static final String NAME = "bootstrap";
    private static final int MIN_LENGTH = 24;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final ApiKeyStore keys;
    private final AccessConfig config;

    FirstKey(ApiKeyStore keys, AccessConfig config) {
        this.keys = keys;
        this.config = config;
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        if (config.bootstrapKey().isPresent()) {
            keys.set(NAME, Role.ADMIN, configured()).await().atMost(TIME_LIMIT);
            return;
        }
        ApiKey made = ApiKey.random();
        if (keys.setFirst(NAME, Role.ADMIN, made).await().atMost(TIME_LIMIT)) {
            show(made);
            LOG.warnf("access.first_key_made name=%s shown_on=standard_output", NAME);
        }
    }

    /** To the person who starts the gateway, and to no log file. */
    private static void show(ApiKey made) {
        System.out.println("The first API key, shown this once; only its hash is kept: " + made.value());
    }

    private ApiKey configured() {
        ApiKey key = new ApiKey(config.bootstrapKey().orElseThrow());
        if (key.value().length() < MIN_LENGTH && !LaunchMode.current().isDevOrTest()) {
            throw new IllegalArgumentException(
                    "bellhop.access.bootstrap-key has " + key.value().length()
                            + " characters and could be guessed; use at least " + MIN_LENGTH
                            + ", as made by: openssl rand -base64 32");
        }
        return key;
    }
}
