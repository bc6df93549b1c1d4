package io.bellhop.venue;

import io.bellhop.settings.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How venues are shown. */
@ConfigMapping(prefix = "bellhop.venue")
public interface VenueConfig {

    /** How long ago a venue may have been pulled before it counts as stale: a few pulls in a row that failed. */
    @WithDefault("3h")
    Duration staleAfter();

    /** What has been read lately, on each replica. Named in {@code application.properties}. */
    Cache cache();

    interface Cache {

        /**
         * For how long an answer is given again. A change of a venue is notified, and ends it at once; this is for
         * notifications missed, and for the time of a pull that changed nothing.
         */
        @WithDefault("30s")
        @Range(min = "0s")
        Duration expireAfter();

        /** Answers; the largest are pages of 500 venues. */
        @WithDefault("200")
        int maxEntries();
    }
}
