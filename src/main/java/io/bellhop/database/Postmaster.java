package io.bellhop.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A PostgreSQL server process that an earlier gateway left behind when it was killed. */
record Postmaster(ProcessHandle process) {

    private static final Logger LOG = Logger.getLogger(Postmaster.class);

    /** The server that now runs on the cluster, as its {@code postmaster.pid} has it: the first line is the process id. */
    static Optional<Postmaster> runningOn(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(Postmaster::isPostgres)
                            .map(Postmaster::new);
        } catch (IOException | NumberFormatException e) {
            throw new UnusableDatabaseException("cannot read " + file, e);
        }
    }

    /** A process id may have been given to another program since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(true);
    }

    /** PostgreSQL's "fast" shutdown: rolls back what is open, writes everything down, ends. Blocks up to a minute. */
    void stop() {
        LOG.infof("embedded_postgres.stopping_orphan pid=%d", process.pid());
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(1, TimeUnit.MINUTES);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new UnusableDatabaseException(
                    "a PostgreSQL left behind by an earlier gateway (process " + process.pid() + ") does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableDatabaseException("interrupted while stopping an earlier PostgreSQL", e);
        }
    }
}
