package io.bellhop.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL that asks everybody for a password, the way PostgreSQL asks unless told otherwise: SCRAM. */
final class GuardedPostgres implements AutoCloseable {

    private static final String PASSWORD = "database-password-of-the-black-box";

    private final EmbeddedPostgres postgres;

    GuardedPostgres(Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setConnectConfig("password", PASSWORD)
                // To initdb, whose "trust" the library fixes, these come later and win.
                .setLocaleConfig("pwfile", password.toString())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** For a gateway with this database of it. */
    Map<String, String> settings(String database) {
        return Map.of(
                "bellhop.database.url",
                "postgresql://127.0.0.1:" + postgres.getPort() + "/" + database,
                "bellhop.database.username",
                "postgres",
                "bellhop.database.password",
                PASSWORD);
    }

    /** @return its name */
    String create(String database) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        return database;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
