package io.bellhop.packaged;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of the operator's own, that outlives the gateways that use it. */
final class OwnPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    OwnPostgres(Path directory) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setDataDirectory(directory.resolve("data"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    String createDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    String url(String database) {
        return postgres.getJdbcUrl("postgres", database);
    }

    List<String> query(String database, String sql) throws SQLException {
        return EmbeddedDatabase.query(url(database), "", sql);
    }

    /** For a gateway with this database and a source of SevenRooms. */
    Map<String, String> settings(String database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bellhop.database.url", "postgresql://127.0.0.1:" + postgres.getPort() + "/" + database,
                "bellhop.database.username", "postgres",
                "bellhop.encryption.key", Base64.getEncoder().encodeToString(new byte[32]),
                "bellhop.sources.sevenrooms.provider", "sevenrooms",
                "bellhop.sources.sevenrooms.secrets", "a-secret",
                "bellhop.sources.sevenrooms.settings.venue-zone", "America/New_York"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
