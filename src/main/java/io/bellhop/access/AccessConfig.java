package io.bellhop.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may call the API. */
@ConfigMapping(prefix = "bellhop.access")
public interface AccessConfig {

    /**
     * Sets the admin key named {@code bootstrap}; changing it replaces that key at the next start. At least 24 characters.
     * Without one, a random key is made on the first start and shown once on standard output.
     */
    Optional<String> bootstrapKey();
}
