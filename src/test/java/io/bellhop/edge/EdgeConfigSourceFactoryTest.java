package io.bellhop.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigurableConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forwarded headers are believed if proxies are trusted, however they are written. */
class EdgeConfigSourceFactoryTest {

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";

    @Test
    void withoutAProxyNobodyIsBelieved() {
        assertThat(read(Map.of()).getConfigValue(FORWARDING).getValue()).isNull();
        assertThat(read(Map.of("bellhop.proxy.trusted", " "))
                        .getConfigValue(FORWARDING)
                        .getValue())
                .isNull();
    }

    @Test
    void proxiesMayBeOneValueOrOneEach() {
        assertTrusted(Map.of("bellhop.proxy.trusted", "10.8.0.1, 10.9.0.0/16"));
        assertTrusted(Map.of("bellhop.proxy.trusted[0]", "10.8.0.1", "bellhop.proxy.trusted[1]", "10.9.0.0/16"));
    }

    private static void assertTrusted(Map<String, String> settings) {
        SmallRyeConfig config = read(settings);

        assertThat(config.getConfigValue(FORWARDING).getValue()).isEqualTo("true");
        assertThat(config.getValues("quarkus.http.proxy.trusted-proxies", String.class))
                .containsExactly("10.8.0.1", "10.9.0.0/16");
    }

    private static SmallRyeConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "file", 250))
                .withSources(new ConfigurableConfigSource(new EdgeConfigSourceFactory()))
                .build();
    }
}
