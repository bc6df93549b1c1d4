package io.bellhop.signature;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What secrets are encrypted with before they are stored. */
@ConfigMapping(prefix = "bellhop.encryption")
public interface EncryptionConfig {

    /**
     * 32 random bytes in base64, as {@code openssl rand -base64 32} makes them. Required with a database of your own; the
     * embedded one keeps one beside it. Without this key the stored secrets are lost.
     */
    Optional<String> key();
}
