package io.bellhop.guest;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Where a number that the API is asked for is from if it has no country code. */
@Singleton
final class PhoneRegion {

    private final GuestConfig config;

    PhoneRegion(GuestConfig config) {
        this.config = config;
    }

    /** Refuses one that there is not: of every number without a country code it would be said that it is none. */
    void start(@Observes @Priority(0) StartupEvent event) {
        config.phoneRegion().ifPresent(text -> {
            if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(code(text))) {
                throw new IllegalArgumentException(
                        "bellhop.guest.phone-region is \"" + text + "\", but is a country such as US or GB");
            }
        });
    }

    /** Null if that is not known. */
    String code() {
        return config.phoneRegion().map(PhoneRegion::code).orElse(null);
    }

    private static String code(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
