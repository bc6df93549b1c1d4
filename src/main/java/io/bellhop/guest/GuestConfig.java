package io.bellhop.guest;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How guests are found. */
@ConfigMapping(prefix = "bellhop.guest")
public interface GuestConfig {

    /**
     * Where phone numbers without a country code are from when the API is asked for one: a country's two letters, as {@code US} or
     * {@code GB}. What sources send is read by their own setting {@code phone-region}.
     */
    Optional<String> phoneRegion();
}
