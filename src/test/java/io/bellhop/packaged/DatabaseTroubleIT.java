package io.bellhop.packaged;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway under load whose PostgreSQL is in trouble: it answers 202 or 503, never crashes, and recovers by itself; what it
 * acknowledged is stored and delivered. {@code -Dcrash.seconds} and {@code -Dcrash.trouble.seconds} make it longer.
 */
@Tag("crash")
class DatabaseTroubleIT {

    private static final int TROUBLE_SECONDS = Integer.getInteger("crash.trouble.seconds", 8);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {OwnPostgres.FAST, OwnPostgres.IMMEDIATE})
    void restarted(String how) throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            Trouble.of("restarted " + how, directory, postgres, postgres.port()).run(load -> {
                postgres.stop(how);
                load.awaitRefusals();
                postgres.resume();
            });
        }
    }

    @Test
    void slow() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                Way way = new Way(postgres.port())) {
            Trouble.of("slow: 300 ms each way", directory, postgres, way.port()).run(load -> {
                way.delay(Duration.ofMillis(300));
                load.runFor(TROUBLE_SECONDS);
                way.delay(Duration.ZERO);
            });
        }
    }

    @Test
    void outOfReachForAWhile() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                Way way = new Way(postgres.port())) {
            Trouble.of("out of reach", directory, postgres, way.port()).run(load -> {
                way.cut();
                load.awaitRefusalsFor(TROUBLE_SECONDS);
                way.mend();
            });
        }
    }

    /** As when the machine behind an address is replaced: no connection is closed, and none answers again. */
    @Test
    void outOfReachForEverOnTheConnectionsThereAre() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory);
                Way way = new Way(postgres.port())) {
            Trouble.of("gone without a word", directory, postgres, way.port()).run(load -> {
                way.cut();
                load.awaitRefusalsFor(TROUBLE_SECONDS);
                way.forsake();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"data", "wal"})
    void full(String what) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("small"))) {
            assumeTrue(disk.isMounted(), "needs the right to mount a small file system, as root has it");
            Map<String, String> server = Map.of("max_wal_size", "64MB", "min_wal_size", "32MB");
            try (OwnPostgres postgres = new OwnPostgres(directory, server)) {
                Path moved = postgres.data().resolve(what.equals("wal") ? "pg_wal" : "base");
                postgres.stop(OwnPostgres.FAST);
                disk.take(moved);
                postgres.resume();
                Trouble.of("full: " + what, directory, postgres, postgres.port())
                        .run(load -> {
                            disk.fill();
                            load.awaitRefusalsFor(TROUBLE_SECONDS);
                            disk.free();
                            if (postgres.postmaster().isEmpty()) {
                                System.out.println("PostgreSQL had ended itself and is started again");
                                postgres.stop(OwnPostgres.FAST);
                                postgres.resume();
                            }
                        });
            }
        }
    }

    @Test
    void allConnectionsTaken() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory, Map.of("max_connections", "40"))) {
            Trouble.of("all connections taken", directory, postgres, postgres.port())
                    .run(load -> {
                        List<Connection> taken = takeAll(postgres);
                        load.awaitRefusalsFor(TROUBLE_SECONDS);
                        for (Connection one : taken) {
                            one.close();
                        }
                    });
        }
    }

    /** Those of the gateway, too: it loses each, and somebody else is faster. */
    private static List<Connection> takeAll(OwnPostgres postgres) throws SQLException {
        List<Connection> taken = new ArrayList<>(take(postgres));
        Connection first = taken.get(0);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (Statement statement = first.createStatement()) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where backend_type = 'client backend' and application_name <> 'taken'");
            }
            List<Connection> more = take(postgres);
            taken.addAll(more);
            return more.isEmpty() && taken.size() == 40;
        });
        return taken;
    }

    private static List<Connection> take(OwnPostgres postgres) {
        List<Connection> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(DriverManager.getConnection(
                        postgres.url("postgres") + "&ApplicationName=taken", "postgres", ""));
            }
        } catch (SQLException tooMany) {
            return taken;
        }
    }
}
