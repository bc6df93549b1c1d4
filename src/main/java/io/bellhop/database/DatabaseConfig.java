package io.bellhop.database;

import io.bellhop.settings.Internal;
import io.bellhop.settings.NotBelow;
import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The database of your own. Without a {@code url}, the gateway starts an embedded one. */
@ConfigMapping(prefix = "bellhop.database")
public interface DatabaseConfig {

    /**
     * {@code postgresql://host:5432/name}; with {@code ?sslmode=require} connections are encrypted, with {@code verify-ca} and
     * {@code verify-full} to nobody else's server, either.
     */
    Optional<String> url();

    /**
     * PEM file of who signed PostgreSQL's certificate, for {@code sslmode=verify-ca} and {@code verify-full}; with it,
     * {@code require} verifies as {@code verify-ca} does.
     */
    Optional<String> authorities();

    /** Who the schema belongs to; it stands in the {@code url}, too, if you like. */
    Optional<String> username();

    /** Better than in the {@code url}, which others may get to see. */
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

    /**
     * Straight to PostgreSQL, where {@code url} leads to PgBouncer in transaction mode: for notifications, migrations and the
     * making of partitions, which need a session of their own. With it, no prepared statement outlives its transaction. User and
     * password are the same.
     */
    Optional<String> directUrl();

    /**
     * A standby that lists of the API are answered from, in the same form; they lag behind by as much as it does. If it does not
     * answer, the primary does, as it does for whatever is asked for by its id.
     */
    Optional<String> replicaUrl();

    /** For the standby, if not the same. */
    Optional<String> replicaUsername();

    /** For the standby, if not the same. */
    Optional<String> replicaPassword();

    /** To the standby, at most, on each replica of the gateway. */
    @WithDefault("10")
    @Range(max = "1000")
    int replicaConnections();

    /**
     * A connection on which PostgreSQL says nothing for so long is given up, in use or not: its machine may be gone without a
     * word. As long as the longest statement may take, which is half of {@code bellhop.processing.time-limit}; one alone, on a
     * connection that was not in use before, has half as long.
     */
    @WithDefault("30s")
    @Range(min = "1s", max = "10m")
    @NotBelow(value = "bellhop.processing.time-limit", times = 0.5)
    Duration silence();

    /** Set by the gateway itself, never by hand: whether the embedded PostgreSQL serves. */
    @WithDefault("false")
    @Internal
    boolean embedded();
}
