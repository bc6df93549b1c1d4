package io.bellhop.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The database of your own. Without a {@code url}, the gateway starts an embedded one. */
@ConfigMapping(prefix = "bellhop.database")
public interface DatabaseConfig {

    /** {@code postgresql://host:5432/name}, with {@code ?sslmode=require} and the like as needed. */
    Optional<String> url();

    Optional<String> username();

    Optional<String> password();

    /** Set by the gateway itself, never by hand: whether the embedded PostgreSQL serves. */
    @WithDefault("false")
    boolean embedded();
}
