package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from where the database is. */
class DatabaseConfigSourceFactoryTest {

    private static final String URL = "bellhop.database.url";
    private static final String DIRECT = "bellhop.database.direct-url";
    private static final String AUTHORITIES = "bellhop.database.authorities";

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
    @ValueSource(strings = {DIRECT, "bellhop.database.replica-url", AUTHORITIES})
    void theEmbeddedDatabaseHasOneAddress(String name) {
        ConfigSource derived = derived(Map.of(name, "postgresql://db/bellhop"));

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(URL);
    }

    @Test
    void requireEncryptsAndBelievesAnybody() {
        ConfigSource derived = derived(Map.of(
                URL,
                "postgresql://db/bellhop?sslmode=require",
                // As the framework has it unless somebody switches it on.
                "quarkus.datasource.reactive.trust-certificate-pem",
                "false"));

        assertThat(derived.getValue("quarkus.datasource.reactive.trust-all")).isEqualTo("true");
        assertThat(derived.getValue("quarkus.datasource.jdbc.url"))
                .isEqualTo("jdbc:postgresql://db/bellhop?sslmode=require");
    }

    @Test
    void whoIsTrustedByTheFrameworksOwnSettingsIsNotJoinedByAnybody() {
        ConfigSource derived = derived(Map.of(
                URL,
                "postgresql://db/bellhop?sslmode=require",
                "quarkus.datasource.reactive.trust-certificate-pem",
                "true"));

        assertThat(derived.getValue("quarkus.datasource.reactive.trust-all")).isNull();
    }

    @Test
    void authoritiesAreAskedByBothDrivers(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("the authorities.pem"));
        ConfigSource derived =
                derived(Map.of(URL, "postgresql://db/bellhop?sslmode=require", AUTHORITIES, file.toString()));

        assertThat(derived.getValue("quarkus.datasource.reactive.trust-all")).isNull();
        assertThat(derived.getValue("quarkus.datasource.reactive.trust-certificate-pem.certs"))
                .isEqualTo(file.toString());
        assertThat(derived.getValue("quarkus.datasource.jdbc.url"))
                .startsWith("jdbc:postgresql://db/bellhop?sslmode=verify-ca&sslrootcert=")
                .endsWith("the+authorities.pem");
    }

    @ParameterizedTest
    @CsvSource({"verify-ca, NONE", "verify-full, HTTPS"})
    void onlyVerifyFullAsksForTheHostsName(String mode, String expected, @TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("authorities.pem"));
        ConfigSource derived =
                derived(Map.of(URL, "postgresql://db/bellhop?sslmode=" + mode, AUTHORITIES, file.toString()));

        assertThat(derived.getValue("quarkus.datasource.reactive.hostname-verification-algorithm"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, DIRECT, "bellhop.database.replica-url"})
    void toVerifySomebodyHasToBeAsked(String name) {
        Map<String, String> settings = new HashMap<>(Map.of(URL, "postgresql://db/bellhop"));
        settings.put(name, "postgresql://other/bellhop?sslmode=verify-full");
        ConfigSource derived = derived(settings);

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(AUTHORITIES);
    }

    @Test
    void authoritiesThatNobodyAsksAreAMistake(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("authorities.pem"));
        ConfigSource derived = derived(Map.of(URL, "postgresql://db/bellhop", AUTHORITIES, file.toString()));

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("sslmode");
    }

    @Test
    void authoritiesThatCannotBeReadAreNamed() {
        ConfigSource derived =
                derived(Map.of(URL, "postgresql://db/bellhop?sslmode=require", AUTHORITIES, "/nowhere/ca.pem"));

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("/nowhere/ca.pem");
    }

    @Test
    void aMistypedSslmodeIsToldWithThoseThatThereAre() {
        ConfigSource derived = derived(Map.of(URL, "postgresql://db/bellhop?sslmode=verify_full"));

        assertThatThrownBy(derived::getProperties)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("disable, allow, prefer, require, verify-ca, verify-full");
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
