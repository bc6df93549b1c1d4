package io.bellhop.database;

import io.bellhop.settings.DerivedSettings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Derives the framework's data source settings from {@code bellhop.database.*}, so that an operator names the database
 * once; and when none is named, points them at the embedded PostgreSQL and keeps the gateway on 127.0.0.1.
 */
public final class DatabaseConfigSourceFactory implements ConfigSourceFactory {

    private static final String ORIGIN = "bellhop.database";
    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String USERNAME = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final String EMBEDDED = "bellhop.database.embedded";
    private static final String HTTP_HOST = "quarkus.http.host";
    private static final String MANAGEMENT_HOST = "quarkus.management.host";
    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String url = value(context, "bellhop.database.url");
        return List.of(
                url == null
                        ? new DerivedSettings(
                                ORIGIN,
                                Set.of(
                                        REACTIVE_URL,
                                        JDBC_URL,
                                        USERNAME,
                                        PASSWORD,
                                        EMBEDDED,
                                        HTTP_HOST,
                                        MANAGEMENT_HOST),
                                () -> embedded(context))
                        : new DerivedSettings(
                                ORIGIN,
                                Set.of(REACTIVE_URL, JDBC_URL, USERNAME, PASSWORD),
                                () -> configured(url, context)));
    }

    private static Map<String, String> configured(String url, ConfigSourceContext context) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        Map<String, String> settings =
                new HashMap<>(Map.of(REACTIVE_URL, parsed.url(), JDBC_URL, "jdbc:" + parsed.url()));
        settings.put(USERNAME, firstOf(value(context, "bellhop.database.username"), parsed.username()));
        settings.put(PASSWORD, firstOf(value(context, "bellhop.database.password"), parsed.password()));
        return settings;
    }

    private static String firstOf(String first, String second) {
        return first == null ? second : first;
    }

    private static Map<String, String> embedded(ConfigSourceContext context) {
        String directory = value(context, "bellhop.embedded-postgres.data-dir");
        String port = value(context, "bellhop.embedded-postgres.port");
        EmbeddedAddress address = EmbeddedAddress.of(
                new DataDirectory(Path.of(directory == null ? EmbeddedPostgresConfig.DEFAULT_DATA_DIR : directory)),
                port == null ? 0 : Integer.parseInt(port));
        String url = "postgresql://127.0.0.1:" + address.port() + "/" + EmbeddedPostgresServer.DATABASE;
        return Map.of(
                REACTIVE_URL,
                url,
                JDBC_URL,
                "jdbc:" + url,
                USERNAME,
                EmbeddedPostgresServer.USER,
                PASSWORD,
                address.password(),
                EMBEDDED,
                "true",
                HTTP_HOST,
                LOOPBACK,
                MANAGEMENT_HOST,
                LOOPBACK);
    }

    private static String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank() ? null : value.getValue();
    }
}
