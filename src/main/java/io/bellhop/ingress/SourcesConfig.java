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

        /** Whose webhooks come here: one of those in {@code docs/providers.md}. */
        String provider();

        /** Newest first; all of them are valid. Without any, those in the database stay. */
        Optional<List<String>> secrets();

        /**
         * The provider's own, in {@code docs/providers.md}; {@code rate-limit}, in requests a second; and {@code client-certificate},
         * the name in the certificate that callers have to show.
         */
        Map<String, String> settings();

        /**
         * What is shown to the provider's API: {@code client-id} and {@code client-secret}, {@code api-key}, or {@code username}
         * and {@code password}; {@code docs/pull.md} has which. Without any, those in the database stay.
         */
        Map<String, String> credentials();

        /** What comes to one that is not is answered 404, as if it were not there. */
        @WithDefault("true")
        boolean active();
    }
}
