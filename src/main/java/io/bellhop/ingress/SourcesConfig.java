package io.bellhop.ingress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources that are written to the database at start: {@code bellhop.sources.<name>.…}. What is named here wins. */
@ConfigMapping(prefix = "bellhop.sources")
public interface SourcesConfig {

    @WithParentName
    Map<String, SourceConfig> byName();

    /** One source. */
    interface SourceConfig {

        String provider();

        /** Newest first; all of them are valid. Without any, those in the database stay. */
        Optional<List<String>> secrets();

        /** The provider's own, and {@code rate-limit}. */
        Map<String, String> settings();

        /** What is shown to the provider's API, as {@code client-id}. Without any, those in the database stay. */
        Map<String, String> credentials();

        @WithDefault("true")
        boolean active();
    }
}
