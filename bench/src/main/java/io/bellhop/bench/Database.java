package io.bellhop.bench;

import io.bellhop.event.EventIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The gateway's own embedded PostgreSQL, seen over a connection of the bench's. */
final class Database implements AutoCloseable {

    static final String USER = "postgres";
    static final String NAME = "bellhop";

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private static final String STORE = """
            with stored as (
                insert into event (id, source, type, provider_type, received_at, idempotency_key, content_type, body)
                values (?, ?, ?, 'bench', now(), '-', 'application/json', ?)
                returning id, octet_length(body) as body_bytes)
            insert into unprocessed_event select id, body_bytes from stored
            """;

    private static final String SIZES = """
            select coalesce(inhparent, relid)::regclass::text, sum(pg_total_relation_size(relid))
            from pg_stat_user_tables left join pg_inherits on inhrelid = relid
            group by 1 having sum(pg_total_relation_size(relid)) > 1000000 order by 2 desc
            """;

    private static final List<String> SHOWN = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "wal_init_zero",
            "shared_buffers",
            "max_wal_size");

    private final long pid;
    private final int port;
    private final String password;
    private final Connection connection;
    private final EventIds ids = new EventIds();

    private Database(long pid, int port, String password) throws SQLException {
        this.pid = pid;
        this.port = port;
        this.password = password;
        this.connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME + "?ApplicationName=bellhop-bench", USER, password);
    }

    /** Finds it by what it keeps in the gateway's data directory. */
    static Database of(Path dataDirectory) throws IOException, SQLException {
        List<String> postmaster = Files.readAllLines(dataDirectory.resolve("postgres/postmaster.pid"));
        return new Database(
                Long.parseLong(postmaster.get(PID_LINE).strip()),
                Integer.parseInt(postmaster.get(PORT_LINE).strip()),
                Files.readString(dataDirectory.resolve("password")).strip());
    }

    /** Of the postmaster. */
    long pid() {
        return pid;
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    /** @throws IllegalStateException if commits are not durable: then nothing measured here would mean anything */
    void requireDurableCommits() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!"on".equals(text("show " + setting))) {
                throw new IllegalStateException(setting + " is " + text("show " + setting) + ", not on");
            }
        }
    }

    /** As in {@code fsync = on}. */
    List<String> settings() throws SQLException {
        StringBuilder settings = new StringBuilder();
        for (String name : SHOWN) {
            settings.append(name).append(" = ").append(text("show " + name)).append('\n');
        }
        return settings.toString().lines().toList();
    }

    /** The ORM baseline's table, and one with nothing but the row and its primary key. */
    void createBenchTables() throws SQLException {
        execute("create table bench_event (like event including all)");
        execute("alter table bench_event add unique (source, idempotency_key)");
        execute("create table bench_bare (like event including defaults, primary key (id))");
    }

    /** So that every run finds the same tables, whichever ran before it; the checkpoint's writing is done before, too. */
    void startAnew() throws SQLException {
        // What the gateway still processes may stand in the way, but not twice.
        try {
            empty();
        } catch (SQLException e) {
            empty();
        }
        execute("checkpoint");
    }

    private void empty() throws SQLException {
        execute(
                "truncate event, idempotency_key, bench_event, bench_bare, unprocessed_event, failed_event, guest,"
                        + " guest_reference, guest_contact, reservation, venue, room, confirmation, delivery, due_delivery cascade");
    }

    /** Puts events to be processed there, as if they had all come in at once. @param type ours */
    void store(String source, String type, Iterable<String> bodies) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(STORE)) {
            for (String body : bodies) {
                insert.setObject(1, ids.next());
                insert.setString(2, source);
                insert.setString(3, type);
                insert.setBytes(4, body.getBytes(StandardCharsets.UTF_8));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Tells the gateway that there is something to process. */
    void tell() throws SQLException {
        execute("notify bellhop_event");
    }

    /** Events that wait to be processed. */
    long waiting() throws SQLException {
        return rows("unprocessed_event");
    }

    /** Deliveries that are not finished, and those that there will be of events that wait. */
    long waitingDeliveries(int subscriptions) throws SQLException {
        return rows("due_delivery") + waiting() * subscriptions;
    }

    /** Events of one source. */
    long events(String source) throws SQLException {
        return number("select count(*) from event where source = '" + source + "'");
    }

    long rows(String table) throws SQLException {
        return number("select count(*) from " + table);
    }

    /** How many transactions have written so far. */
    long writingTransactions() throws SQLException {
        return number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    /** How much has been written ahead so far. */
    long walBytes() throws SQLException {
        return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    /** Everybody's. */
    synchronized long connections() throws SQLException {
        return number("select count(*) from pg_stat_activity where backend_type = 'client backend'");
    }

    /** What a table takes on disk, its indexes and parts included. */
    record Size(String name, long bytes) {}

    /** The largest first, down to those that do not grow with events. */
    List<Size> sizes() throws SQLException {
        List<Size> sizes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SIZES)) {
            while (rows.next()) {
                sizes.add(new Size(rows.getString(1), rows.getLong(2)));
            }
        }
        return sizes;
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
