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

    /** Who brings the schema up to date; with several replicas, an init container rather than all of them. */
    @WithDefault("at-start")
    Migrate migrate();

    /** When the schema is brought up to date. However many do it at once, it is done once: they wait for each other. */
    enum Migrate {
        /** Before anything else starts. */
        AT_START,
        /** And nothing else: the process ends with status 0. */
        ONLY,
        /** The start is refused if the schema is older than this version's; a newer one is taken for compatible. */
        NEVER
    }

    /** Set by the gateway itself, never by hand: whether the embedded PostgreSQL serves. */
    @WithDefault("false")
    boolean embedded();
}
