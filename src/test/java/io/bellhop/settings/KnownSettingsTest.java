package io.bellhop.settings;

import static org.assertj.core.api.Assertions.assertThat;

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
            })
    void doesNotKnowWhatNobodyReads(String name) {
        assertThat(known.has(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BELLHOP_EVENT_APPEND_MAX_ROWS",
                "BELLHOP_SOURCES_ROOMZ_SECRETS",
                "BELLHOP_SOURCES_ROOMZ_SECRETS_0_",
                "BELLHOP_SOURCES_ROOMZ_SETTINGS_RATE_LIMIT",
                "BELLHOP_SOURCES_TWO_WORDS_PROVIDER",
                "PATH",
            })
    void knowsVariables(String name) {
        assertThat(known.hasVariable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BELLHOP_EVENT_APPEND_MAX_ROW", "BELLHOP_FOO", "BELLHOP_SOURCES_ROOMZ_SECRET", "BELLHOP_"})
    void doesNotKnowMistypedVariables(String name) {
        assertThat(known.hasVariable(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BELLHOP_PORT",
                "BELLHOP_SERVICE_HOST",
                "BELLHOP_INGRESS_SERVICE_PORT_HTTPS",
                "BELLHOP_INGRESS_PORT_8443_TCP_ADDR",
            })
    void takesNoOffenceAtWhatKubernetesTells(String name) {
        assertThat(known.hasVariable(name)).isTrue();
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
}
