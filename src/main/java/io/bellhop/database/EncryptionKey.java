package io.bellhop.database;

import io.bellhop.signature.EncryptionConfig;
import io.bellhop.signature.SecretBox;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds the key that secrets are sealed with: the configured one, else the one beside the embedded database. */
@Singleton
final class EncryptionKey {

    private static final int BEFORE_ANYTHING_IS_TOUCHED = DatabaseStart.FIRST - 1;

    private final EncryptionConfig encryption;
    private final DatabaseConfig database;
    private final EmbeddedPostgresConfig embedded;

    EncryptionKey(EncryptionConfig encryption, DatabaseConfig database, EmbeddedPostgresConfig embedded) {
        this.encryption = encryption;
        this.database = database;
        this.embedded = embedded;
    }

    /** Whether or not there is anything to seal yet: who learns of it later has no key for what was sealed before. */
    void require(@Observes @Priority(BEFORE_ANYTHING_IS_TOUCHED) StartupEvent event) {
        if (!database.embedded() && encryption.key().isEmpty()) {
            throw new UnusableDatabaseException(
                    "with a database of your own, bellhop.encryption.key must be set: 32 random"
                            + " bytes in base64, as made by: openssl rand -base64 32. Keep it as safe as the database's backups");
        }
        encryption.key().ifPresent(SecretBox::new);
    }

    /** Application-scoped, so that it is made when first used: others are given it before the directory is there. */
    @Produces
    @ApplicationScoped
    SecretBox secretBox() {
        return new SecretBox(encryption.key().orElseGet(() -> new DataDirectory(embedded.dataDir()).encryptionKey()));
    }
}
