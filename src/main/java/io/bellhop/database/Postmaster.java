package io.bellhop.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A PostgreSQL server process that an earlier gateway left behind when it was killed. */
record Postmaster(ProcessHandle process) {

    private static final Logger LOG = Logger.getLogger(Postmaster.class);

    /** The file has whole seconds, and the system reckons a process' start from its own boot. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /**
     * The server that now runs on the cluster, as its {@code postmaster.pid} has it: first line the process, third when it
     * was started, in Unix seconds. After a crash of the machine the process id may be another program's, even another
     * PostgreSQL's; only one that was started at that moment is ours.
     */
    static Optional<Postmaster> runningOn(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 3) {
                return Optional.empty();
            }
            Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> wasStarted(process, started))
                    .map(Postmaster::new);
        } catch (IOException | NumberFormatException e) {
            throw new UnusableDatabaseException("cannot read " + file, e);
        }
    }

    private static boolean wasStarted(ProcessHandle process, Instant moment) {
        return process.info()
                .startInstant()
                .filter(start -> Duration.between(start, moment).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .isPresent();
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
