package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom the standby is told that we are. */
class StandbyTest {

    private static final String WITH_USER = "postgresql://of-url:url-secret@standby/bellhop";
    private static final String WITHOUT = "postgresql://standby/bellhop";
    private static final String USERNAME = "bellhop.database.replica-username";
    private static final String PASSWORD = "bellhop.database.replica-password";

    @Test
    void settingsGoBeforeTheUrl() {
        PgConnectOptions options = options(WITH_USER, Map.of(USERNAME, "of-settings", PASSWORD, "settings-secret"));

        assertThat(options.getUser()).isEqualTo("of-settings");
        assertThat(options.getPassword()).isEqualTo("settings-secret");
    }

    @Test
    void theUrlGoesBeforeThePrimarys() {
        assertThat(options(WITH_USER, Map.of()).getUser()).isEqualTo("of-url");
        assertThat(options(WITHOUT, Map.of()).getUser()).isEqualTo("of-primary");
        assertThat(options(WITHOUT, Map.of()).getPassword()).isEqualTo("primary-secret");
    }

    private static PgConnectOptions options(String url, Map<String, String> settings) {
        DatabaseConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 250))
                .withMapping(DatabaseConfig.class)
                .build()
                .getConfigMapping(DatabaseConfig.class);
        PgConnectOptions primary = new PgConnectOptions().setUser("of-primary").setPassword("primary-secret");
        return Standby.authenticated(primary, config, DatabaseUrl.parse(DatabaseUrl.REPLICA, url));
    }
}
