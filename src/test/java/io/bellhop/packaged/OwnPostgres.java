package io.bellhop.packaged;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL of the operator's own, that outlives the gateways that use it, and can be stopped under them. */
final class OwnPostgres implements AutoCloseable {

    /** PostgreSQL's "fast" shutdown: connections are ended, everything is written down. */
    static final String FAST = "-INT";

    /** Its "immediate" one: no checkpoint, no good-bye; the next start recovers from the log. */
    static final String IMMEDIATE = "-QUIT";

    /** None at all, as when its machine loses power. */
    static final String KILLED = "-KILL";

    private final Path directory;
    private final Map<String, String> server;
    private final int port = GatewayProcess.freePort();
    private EmbeddedPostgres postgres;

    OwnPostgres(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /** @param server settings of PostgreSQL's beside fsync and synchronous_commit, which are on */
    OwnPostgres(Path directory, Map<String, String> server) throws IOException {
        this.directory = directory;
        this.server = server;
        resume();
    }

    /** A copy that follows this one, and may take its place. This one is stopped for a moment. */
    OwnPostgres standby(Path directory) throws IOException, InterruptedException {
        stop(FAST);
        Files.createDirectories(directory);
        new ProcessBuilder("cp", "-a", data().toString(), directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        resume();
        Files.createFile(directory.resolve("data/standby.signal"));
        Files.writeString(
                directory.resolve("data/postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new OwnPostgres(directory, server);
    }

    /** Starts it again where it was, recovering if it has to. */
    void resume() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("programs").toFile())
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        server.forEach(builder::setServerConfig);
        postgres = builder.start();
    }

    /** @param how {@link #FAST} or {@link #IMMEDIATE}; returns when it has ended */
    void stop(String how) throws IOException, InterruptedException {
        Optional<ProcessHandle> postmaster = postmaster();
        if (postmaster.isPresent()) {
            new ProcessBuilder("kill", how, Long.toString(postmaster.get().pid()))
                    .start()
                    .waitFor();
            postmaster.get().onExit().join();
        }
        // Finds nothing left to stop, says so, and lets go of the directory.
        postgres.close();
    }

    /** Empty when it has ended, by itself or not. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path file = data().resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
                : Optional.empty();
    }

    Path data() {
        return directory.resolve("data");
    }

    int port() {
        return port;
    }

    String createDatabase(String name) throws SQLException {
        execute("create database " + name);
        return name;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
                "bellhop.database.url", "postgresql://127.0.0.1:" + port + "/" + database,
                "bellhop.database.username", "postgres",
                // To others, plain HTTP is an error in the log.
                "quarkus.http.host", "127.0.0.1",
                "bellhop.encryption.key", Base64.getEncoder().encodeToString(new byte[32]),
                "bellhop.sources.sevenrooms.provider", "sevenrooms",
                "bellhop.sources.sevenrooms.secrets", "a-secret",
                "bellhop.sources.sevenrooms.settings.venue-zone", "America/New_York"));
        settings.putAll(more);
        return settings;
    }

    /** For one with this database and a source of ROOMZ, that delivers to this machine and soon knows of what is lost. */
    Map<String, String> deliveringSettings(Map<String, String> more) {
        Map<String, String> settings = settings(
                "postgres",
                Map.of(
                        "bellhop.sources.roomz.provider", "roomz",
                        "bellhop.sources.roomz.secrets", "a-secret",
                        "bellhop.delivery.allow-http", "true",
                        "bellhop.delivery.allowed-addresses", "127.0.0.1",
                        "bellhop.delivery.lease", "5s",
                        "bellhop.delivery.connect-timeout", "2s",
                        "bellhop.delivery.timeout", "2s"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
