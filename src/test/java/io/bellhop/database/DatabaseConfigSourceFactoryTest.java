package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from where the database is. */
class DatabaseConfigSourceFactoryTest {

    private static final String URL = "bellhop.database.url";
    private static final String DIRECT = "bellhop.database.direct-url";

    @Test
    void withoutAPoolerStatementsStayPrepared() {
        ConfigSource derived = derived(Map.of(URL, "postgresql://db/bellhop"));

        assertThat(derived.getValue("quarkus.datasource.reactive.cache-prepared-statements"))
                .isEqualTo("true");
        assertThat(derived.getValue("quarkus.datasource.reactive.postgresql.use-layer7-proxy"))
                .isEqualTo("false");
        assertThat(derived.getValue("quarkus.datasource.jdbc.url")).isEqualTo("jdbc:postgresql://db/bellhop");
    }

    @Test
    void aDirectAddressMeansAPoolerAndIsWhereMigrationsGo() {
        ConfigSource derived =
                derived(Map.of(URL, "postgresql://pooler:6432/bellhop", DIRECT, "postgresql://db/bellhop"));

        assertThat(derived.getValue("quarkus.datasource.reactive.url")).isEqualTo("postgresql://pooler:6432/bellhop");
        assertThat(derived.getValue("quarkus.datasource.reactive.cache-prepared-statements"))
                .isEqualTo("false");
        assertThat(derived.getValue("quarkus.datasource.reactive.postgresql.use-layer7-proxy"))
                .isEqualTo("true");
        assertThat(derived.getValue("quarkus.datasource.jdbc.url")).isEqualTo("jdbc:postgresql://db/bellhop");
    }

    @Test
    void aDirectAddressHasNoUserOfItsOwn() {
        ConfigSource derived =
                derived(Map.of(URL, "postgresql://pooler/bellhop", DIRECT, "postgresql://someone:hunter2@db/bellhop"));

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(DIRECT)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {DIRECT, "bellhop.database.replica-url"})
    void theEmbeddedDatabaseHasOneAddress(String name) {
        ConfigSource derived = derived(Map.of(name, "postgresql://db/bellhop"));

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(URL);
    }

    private static ConfigSource derived(Map<String, String> settings) {
        return new DatabaseConfigSourceFactory()
                .getConfigSources(new ConfigSourceContext() {
                    @Override
                    public ConfigValue getValue(String name) {
                        return ConfigValue.builder()
                                .withName(name)
                                .withValue(settings.get(name))
                                .build();
                    }

                    @Override
                    public Iterator<String> iterateNames() {
                        return settings.keySet().iterator();
                    }

                    @Override
                    public List<String> getProfiles() {
                        return List.of();
                    }
                })
                .iterator()
                .next();
    }
}
