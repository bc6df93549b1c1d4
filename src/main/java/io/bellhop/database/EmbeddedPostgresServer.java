package io.bellhop.database;

import io.quarkus.runtime.Quarkus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * A real PostgreSQL of the gateway's own: durable (fsync and synchronous_commit on, checked), on 127.0.0.1 with a password,
 * its data in one directory. Every method blocks: start-up and shutdown only.
 */
final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgresServer.class);

    static final String USER = "postgres";
    static final String DATABASE = "bellhop";

    private final DataDirectory directory;
    private final EmbeddedAddress address;
    private final Duration startTimeout;
    private FileLock lock;
    private EmbeddedPostgres server;
    private volatile boolean closing;

    EmbeddedPostgresServer(DataDirectory directory, EmbeddedAddress address, Duration startTimeout) {
        this.directory = directory;
        this.address = address;
        this.startTimeout = startTimeout;
    }

    /**
     * Starts the server, on the data that is there or on a new cluster.
     *
     * @throws UnusableDatabaseException if another gateway runs on the directory, it cannot be written, it holds another
     *     PostgreSQL version's data, or the port is taken
     */
    void start() {
        lock = directory.lock();
        Postmaster.runningOn(directory.cluster()).ifPresent(Postmaster::stop);
        requireSameMajorVersion();
        requireFreePort();
        directory.keepPassword(address.password());
        try {
            directory.clearUnfinished();
            server = startServer();
            createDatabase(server.getPostgresDatabase());
            requireDurableCommits(server.getPostgresDatabase());
            if (!Files.exists(directory.completed())) {
                Files.createFile(directory.completed());
            }
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
            throw e instanceof UnusableDatabaseException unusable
                    ? unusable
                    : new UnusableDatabaseException(
                            "the embedded PostgreSQL in " + directory + " does not start: " + e, e);
        }
        Postmaster.runningOn(directory.cluster()).ifPresent(this::watch);
        LOG.infof(
                "embedded_postgres.started data_dir=%s address=%s version=%s fsync=on synchronous_commit=on",
                directory, address, version());
    }

    /** A gateway without its database answers 503 for ever; whoever started the gateway should rather start it again. */
    private void watch(Postmaster postmaster) {
        postmaster.process().onExit().thenRun(() -> {
            if (!closing) {
                LOG.errorf("embedded_postgres.ended_unasked data_dir=%s; the gateway stops", directory);
                Quarkus.asyncExit(1);
            }
        });
    }

    private EmbeddedPostgres startServer() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.cluster())
                .setOverrideWorkingDirectory(directory.programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(address.port())
                .setPGStartupWait(startTimeout)
                .setConnectConfig("password", address.password())
                // To initdb, whose "trust" the library fixes, these come later and win.
                .setLocaleConfig("pwfile", directory.path().resolve("password").toString())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The library turns both off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Filling each new log segment with zeroes holds up every commit for some 50 ms, twice a second at full
                // load.
                .setServerConfig("wal_init_zero", "off")
                .setServerConfig("max_connections", "100")
                .start();
    }

    private static void createDatabase(DataSource postgres) throws SQLException {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        }
    }

    private static void requireDurableCommits(DataSource postgres) throws SQLException {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : new String[] {"fsync", "synchronous_commit"}) {
                try (ResultSet rows = statement.executeQuery("show " + setting)) {
                    if (!rows.next() || !"on".equals(rows.getString(1))) {
                        throw new UnusableDatabaseException("the embedded PostgreSQL runs with " + setting
                                + " off; it would lose acknowledged events in a crash");
                    }
                }
            }
        }
    }

    private void requireSameMajorVersion() {
        Path file = directory.cluster().resolve("PG_VERSION");
        try {
            if (!Files.exists(file)) {
                return;
            }
            String held = Files.readString(file).strip();
            String ours = version().replaceFirst("\\..*", "");
            if (!held.equals(ours)) {
                throw new UnusableDatabaseException(
                        directory + " holds data of PostgreSQL " + held + "; this gateway brings "
                                + ours + ". Dump the data with the old version and restore it with the new one,"
                                + " or choose another bellhop.embedded-postgres.data-dir");
            }
        } catch (IOException e) {
            throw new UnusableDatabaseException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void requireFreePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.port()));
        } catch (IOException e) {
            throw new UnusableDatabaseException(
                    "port " + address.port() + " on 127.0.0.1 is taken; the embedded PostgreSQL needs"
                            + " another one: bellhop.embedded-postgres.port (0 takes any free one)",
                    e);
        }
    }

    /** Of the programs that are packaged, as in {@code 18.6.0}. */
    private static String version() {
        try (InputStream in = EmbeddedPostgresServer.class.getResourceAsStream("/embedded-postgres.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("embedded-postgres.properties is not in the build", e);
        }
    }

    /** Stops the server, if it was started, and frees the directory. */
    @Override
    public void close() throws IOException {
        closing = true;
        if (server != null) {
            server.close();
            LOG.infof("embedded_postgres.stopped data_dir=%s", directory);
        }
        if (lock != null) {
            lock.acquiredBy().close();
        }
    }
}
