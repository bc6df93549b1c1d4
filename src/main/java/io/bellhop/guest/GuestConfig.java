package io.bellhop.guest;

import io.bellhop.settings.Form;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How guests are found. */
@ConfigMapping(prefix = "bellhop.guest")
public interface GuestConfig {

    /**
     * Where phone numbers without a country code are from, as {@code US}, when the API is asked for one. What sources send
     * is read by their own setting {@code phone-region}.
     */
    @Form(value = "[A-Z]{2}", example = "US")
    Optional<String> phoneRegion();
}
