package io.bellhop.packaged;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The machine's own PgBouncer in transaction mode, before a PostgreSQL. */
final class PgBouncer implements AutoCloseable {

    private static final String CONFIGURATION = """
            [databases]
            * = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = trust
            auth_file = %s
            pool_mode = transaction
            default_pool_size = %d
            max_client_conn = 500
            """;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return Stream.concat(
                        Stream.of("/usr/sbin"), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "pgbouncer")));
    }

    /** @param postgres its port @param connections that it opens to PostgreSQL, however many come to it */
    static PgBouncer before(int postgres, Path directory, int connections) throws IOException {
        int port = GatewayProcess.freePort();
        Path users = Files.writeString(directory.resolve("users.txt"), "\"postgres\" \"\"\n");
        Path configuration = Files.writeString(
                directory.resolve("pgbouncer.ini"), CONFIGURATION.formatted(postgres, port, users, connections));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root.
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            open(directory);
        }
        command.addAll(List.of("/usr/sbin/pgbouncer", configuration.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            }
        });
        return new PgBouncer(process, port);
    }

    /** To others, who are to read its configuration. */
    private static void open(Path directory) throws IOException {
        for (Path path = directory; path.startsWith(System.getProperty("java.io.tmpdir")); path = path.getParent()) {
            if (!path.toFile().setExecutable(true, false) || !path.toFile().setReadable(true, false)) {
                throw new IOException("cannot open " + path + " to others");
            }
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
