package io.bellhop.database;

import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The PostgreSQL that the gateway starts for itself when no database is configured. */
@ConfigMapping(prefix = "bellhop.embedded-postgres")
public interface EmbeddedPostgresConfig {

    String DEFAULT_DATA_DIR = ".bellhop";

    /** False where a database that ends with its container would be a trap, as in the images: then a start without one is refused. */
    @WithDefault("true")
    boolean enabled();

    /** Where it keeps everything; relative to the working directory, so that a checkout has its own. */
    @WithDefault(DEFAULT_DATA_DIR)
    Path dataDir();

    /** 0 takes any free port, so that two gateways in two directories never meet. */
    @WithDefault("0")
    @Range(min = "0", max = "65535")
    int port();

    /** How long the server may take to start; recovering from a crash under load takes the longest. */
    @WithDefault("60s")
    @Range(min = "1s", max = "1h")
    Duration startTimeout();
}
