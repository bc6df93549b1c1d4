package io.bellhop.confirmation;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The package's settings, as if these alone were configured. */
final class Settings {

    private Settings() {}

    /** @param namesAndValues as in {@code "from", "bookings@example.com"} */
    static ConfirmationConfig of(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("bellhop.confirmation." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ConfirmationConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ConfirmationConfig.class);
    }
}
