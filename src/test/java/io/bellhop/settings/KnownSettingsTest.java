package io.bellhop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

    private final KnownSettings known = new KnownSettings(Mappings.ALL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bellhop.event.append.max-rows",
                "bellhop.sources.roomz.provider",
                "bellhop.sources.roomz.secrets[1]",
                "bellhop.roles[0]",
                "bellhop.sources.\"room.z\".secrets",
                "bellhop.sources.roomz.settings.venue-zone",
                "bellhop.delivery.allowed-addresses",
            })
    void knowsWhatIsRead(String name) {
        assertThat(known.has(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bellhop.event.append.max-row",
                "bellhop.event.append",
                "bellhop.evnt.retention",
                "bellhop.sources.roomz.secret",
                "bellhop.sources.roomz",
                "bellhop.event.retention.more",
                "bellhop.event.retention[0]",
            })
    void doesNotKnowWhatNobodyReads(String name) {
        assertThat(known.has(name)).isFalse();
    }

    @Test
    void showsThoseWhoseNamesBeginAlike() {
        assertThat(known.near("bellhop.subscription.fails-for"))
                .containsExactly(
                        "bellhop.subscription.failing-for",
                        "bellhop.subscription.poll",
                        "bellhop.subscription.secret-grace");
        assertThat(known.near("bellhop.evnt.retention")).contains("bellhop.event", "bellhop.sources");
    }

    @Test
    void showsNoneThatIsNotToBeSet() {
        assertThat(known.near("bellhop.database.uri"))
                .contains("bellhop.database.url")
                .doesNotContain("bellhop.database.embedded");
    }

    @Test
    void theGatewaysOwnAreForNobodyElseToSet() {
        ConfigSource derived = new DerivedSettings(
                "bellhop.database",
                Set.of("bellhop.database.embedded"),
                () -> Map.of("bellhop.database.embedded", "true"));
        ConfigSource file = new PropertiesConfigSource(Map.of("bellhop.database.embedded", "true"), "a file", 250);

        assertThat(known.setByHand(read())).isEmpty();
        assertThat(known.setByHand(read(derived))).isEmpty();
        assertThat(known.setByHand(read(derived, file)))
                .singleElement()
                .asString()
                .startsWith("bellhop.database.embedded is set in ")
                .contains("a file");
    }

    private static SmallRyeConfig read(ConfigSource... sources) {
        return Mappings.read(Mappings.ALL).withSources(sources).build();
    }
}
