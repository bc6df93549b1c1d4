package io.bellhop.database;

import io.bellhop.settings.DerivedSettings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final String PREPARED_STATEMENTS = "quarkus.datasource.reactive.cache-prepared-statements";
    private static final String POOLER = "quarkus.datasource.reactive.postgresql.use-layer7-proxy";
    private static final String EMBEDDED = "bellhop.database.embedded";
    private static final String HTTP_HOST = "quarkus.http.host";
    private static final String MANAGEMENT_HOST = "quarkus.management.host";
    private static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> OF_ANY = Set.of(REACTIVE_URL, JDBC_URL, USERNAME, PASSWORD, PREPARED_STATEMENTS);
    private static final Set<String> OF_ONES_OWN =
            Stream.concat(Stream.of(POOLER), Encryption.SETTINGS.stream()).collect(Collectors.toUnmodifiableSet());

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String url = value(context, DatabaseUrl.PRIMARY);
        return List.of(
                url == null
                        ? new DerivedSettings(
                                ORIGIN, with(Set.of(EMBEDDED, HTTP_HOST, MANAGEMENT_HOST)), () -> embedded(context))
                        : new DerivedSettings(ORIGIN, with(OF_ONES_OWN), () -> configured(url, context)));
    }

    private static Set<String> with(Set<String> more) {
        Set<String> names = new HashSet<>(OF_ANY);
        names.addAll(more);
        return names;
    }

    private static Map<String, String> configured(String url, ConfigSourceContext context) {
        DatabaseUrl parsed = DatabaseUrl.parse(DatabaseUrl.PRIMARY, url);
        Optional<DatabaseUrl> direct =
                Optional.ofNullable(value(context, DatabaseUrl.DIRECT)).map(DatabaseConfigSourceFactory::direct);
        Map<String, DatabaseUrl> all = new HashMap<>(Map.of(DatabaseUrl.PRIMARY, parsed));
        direct.ifPresent(address -> all.put(DatabaseUrl.DIRECT, address));
        Optional.ofNullable(value(context, DatabaseUrl.REPLICA))
                .ifPresent(text -> all.put(DatabaseUrl.REPLICA, DatabaseUrl.parse(DatabaseUrl.REPLICA, text)));
        Encryption encryption = Encryption.of(value(context, Encryption.AUTHORITIES), all);
        Map<String, String> settings = new HashMap<>(encryption.settings(
                parsed.sslMode(DatabaseUrl.PRIMARY),
                Encryption.BY_HAND.stream().anyMatch(name -> "true".equals(value(context, name)))));
        settings.put(REACTIVE_URL, parsed.url());
        settings.put(JDBC_URL, encryption.jdbc(direct.orElse(parsed)));
        settings.put(USERNAME, firstOf(value(context, "bellhop.database.username"), parsed.username()));
        settings.put(PASSWORD, firstOf(value(context, "bellhop.database.password"), parsed.password()));
        // A pooler gives each transaction another session, which does not know the statements of the one before.
        settings.put(PREPARED_STATEMENTS, Boolean.toString(direct.isEmpty()));
        settings.put(POOLER, Boolean.toString(direct.isPresent()));
        return settings;
    }

    private static DatabaseUrl direct(String url) {
        DatabaseUrl parsed = DatabaseUrl.parse(DatabaseUrl.DIRECT, url);
        if (parsed.username() != null) {
            throw new UnusableDatabaseException(
                    DatabaseUrl.DIRECT + " has a user in it; user and password are those of " + DatabaseUrl.PRIMARY);
        }
        return parsed;
    }

    private static void requireNone(ConfigSourceContext context, String name) {
        if (value(context, name) != null) {
            throw new UnusableDatabaseException(
                    name + " is set, but not " + DatabaseUrl.PRIMARY + ": the embedded database has one address");
        }
    }

    private static String firstOf(String first, String second) {
        return first == null ? second : first;
    }

    private static Map<String, String> embedded(ConfigSourceContext context) {
        requireNone(context, DatabaseUrl.DIRECT);
        requireNone(context, DatabaseUrl.REPLICA);
        requireNone(context, Encryption.AUTHORITIES);
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
                PREPARED_STATEMENTS,
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
