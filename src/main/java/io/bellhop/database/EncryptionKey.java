package io.bellhop.database;

import io.bellhop.signature.EncryptionConfig;
import io.bellhop.signature.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Finds the key that secrets are sealed with: the configured one, else the one beside the embedded database. */
final class EncryptionKey {

    /** Application-scoped, so that it is made when first used: others are given it before the directory is there. */
    @Produces
    @ApplicationScoped
    SecretBox secretBox(EncryptionConfig encryption, DatabaseConfig database, EmbeddedPostgresConfig embedded) {
        if (encryption.key().isPresent()) {
            return new SecretBox(encryption.key().get());
        }
        if (!database.embedded()) {
            throw new UnusableDatabaseException(
                    "with a database of your own, bellhop.encryption.key must be set: 32 random"
                            + " bytes in base64, as made by: openssl rand -base64 32. Keep it as safe as the database's backups");
        }
        return new SecretBox(new DataDirectory(embedded.dataDir()).encryptionKey());
    }
}
