package io.bellhop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.ingress.SourcesConfig;
import io.bellhop.ingress.SourcesConfig.SourceConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

    private static final KnownSettings KNOWN = new KnownSettings(Mappings.ALL);
    private static final String OF_ROOMZ = "BELLHOP_SOURCES_ROOMZ_PROVIDER=roomz";
    private static final Map<String, String> NOTHING = Map.of();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BELLHOP_EVENT_APPEND_MAX_ROWS=5",
                "bellhop_event_append_max_rows=5",
                "bellhop.event.append.max-rows=5",
                "_PROD_BELLHOP_EVENT_APPEND_MAX_ROWS=5",
                "_DEV_BELLHOP_EVENT_APPEND_MAX_ROW=5",
                "BELLHOP_ROLES_0_=worker",
                "BELLHOP_DELIVERY_ALLOWED_ADDRESSES_0_=10.0.0.0/8",
                "BELLHOP_SOURCES_ROOMZ_SECRETS=s",
                "BELLHOP_SOURCES_ROOMZ_SECRETS_0_=s",
                "BELLHOP_SOURCES_ROOMZ_SETTINGS_RATE_LIMIT=5",
                "bellhop.sources.roomz.credentials.api-key=k",
                "PATH=/bin",
            })
    void knowsWhatIsRead(String variable) {
        assertThat(faults(NOTHING, OF_ROOMZ, variable)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BELLHOP_EVENT_APPEND_MAX_ROW=5",
                "bellhop_event_append_max_row=5",
                "bellhop.event.append.max-row=5",
                "_PROD_BELLHOP_EVENT_APPEND_MAX_ROW=5",
                "BELLHOP_EVENT_APPEND_MAX_ROWS_0_=5",
                "BELLHOP_FOO=1",
                "BELLHOP_SOURCES_ROOMZ_SECRET=s",
                "BELLHOP_=1",
            })
    void doesNotKnowWhatIsNot(String variable) {
        assertThat(faults(NOTHING, OF_ROOMZ, variable))
                .singleElement()
                .asString()
                .startsWith("there is no setting for the environment variable " + variable.split("=")[0] + "; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BELLHOP_PORT=tcp://10.0.0.1:8080",
                "BELLHOP_SERVICE_HOST=10.0.0.1",
                "BELLHOP_INGRESS_SERVICE_PORT_HTTPS=443",
                "BELLHOP_INGRESS_PORT_8443_TCP_ADDR=10.0.0.1",
            })
    void takesNoOffenceAtWhatKubernetesTells(String variable) {
        assertThat(faults(NOTHING, variable)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROVIDER=roomz", "SECRETS=s", "SETTINGS_RATE_LIMIT=5", "SECRETS_0_=s"})
    void noVariableNamesASourceWithADash(String end) {
        String variable = "BELLHOP_SOURCES_HOTEL_SPA_" + end;

        assertThat(read(NOTHING, "BELLHOP_SOURCES_HOTEL_PROVIDER=roomz", variable))
                .containsOnlyKeys("hotel");
        assertThat(faults(NOTHING, "BELLHOP_SOURCES_HOTEL_PROVIDER=roomz", variable))
                .singleElement()
                .asString()
                .contains("BELLHOP_SOURCES_HOTEL_SPA_", "a source with a dash in its name is declared in a file");
    }

    @Test
    void ofOneDeclaredInAFileSingleValuesAreRead() {
        Map<String, String> file = Map.of("bellhop.sources.hotel-spa.provider", "roomz");
        String[] variables = {"BELLHOP_SOURCES_HOTEL_SPA_SECRETS=s", "BELLHOP_SOURCES_HOTEL_SPA_ACTIVE=no"};

        SourceConfig spa = read(file, variables).get("hotel-spa");

        assertThat(spa.secrets()).contains(List.of("s"));
        assertThat(spa.active()).isFalse();
        assertThat(faults(file, variables)).isEmpty();
    }

    @Test
    void ofOneDeclaredInAFileKeysAndIndicesAreReadThatTheFileHas() {
        String[] variables = {
            "BELLHOP_SOURCES_HOTEL_SPA_CREDENTIALS_API_KEY=k", "BELLHOP_SOURCES_HOTEL_SPA_SECRETS_0_=s"
        };
        Map<String, String> file = Map.of("bellhop.sources.hotel-spa.provider", "channex");
        Map<String, String> more = Map.of(
                "bellhop.sources.hotel-spa.provider", "channex",
                "bellhop.sources.hotel-spa.credentials.api-key", "none",
                "bellhop.sources.hotel-spa.secrets[0]", "none");

        assertThat(read(file, variables).get("hotel-spa").credentials()).isEmpty();
        assertThat(faults(file, variables)).hasSize(2);
        assertThat(read(more, variables).get("hotel-spa").credentials()).containsEntry("api-key", "k");
        assertThat(read(more, variables).get("hotel-spa").secrets()).contains(List.of("s"));
        assertThat(faults(more, variables)).isEmpty();
    }

    @Test
    void aVariableMayHaveTheSettingsOwnName() {
        String[] variables = {
            "bellhop.sources.hotel-spa.provider=channex",
            "bellhop.sources.hotel-spa.secrets=s",
            "bellhop.sources.hotel-spa.credentials.api-key=k"
        };

        SourceConfig spa = read(NOTHING, variables).get("hotel-spa");

        assertThat(spa.credentials()).containsOnlyKeys("api-key");
        assertThat(faults(NOTHING, variables)).isEmpty();
    }

    private static List<String> faults(Map<String, String> file, String... variables) {
        SmallRyeConfig config = config(file, variables);
        return Variables.faults(KNOWN, config, sources(config).keySet()).toList();
    }

    private static Map<String, SourceConfig> read(Map<String, String> file, String... variables) {
        return sources(config(file, variables));
    }

    private static Map<String, SourceConfig> sources(SmallRyeConfig config) {
        return config.getConfigMapping(SourcesConfig.class).byName();
    }

    private static SmallRyeConfig config(Map<String, String> file, String... variables) {
        Map<String, String> environment = Arrays.stream(variables)
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
        return Mappings.read(Mappings.ALL)
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(file, "file", 260))
                .build();
    }
}
