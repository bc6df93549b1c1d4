package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time used, in seconds, user and system together.
 *
 * @param generator this process, and pgbench once it has ended
 * @param stolen what the hypervisor gave to other machines
 * @param machine of all processes, these three and others
 */
record CpuTimes(double gateway, double postgres, double generator, double stolen, double machine) {

    /** Of {@code /proc}: hundredths of a second on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    /** A process's times in ticks. @param childrenTicks of those that have ended and been waited for */
    private record ProcessTimes(long parent, long ownTicks, long childrenTicks) {

        private static final ProcessTimes NONE = new ProcessTimes(0, 0, 0);

        /** @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a> */
        static ProcessTimes of(Path process) {
            try {
                String stat = Files.readString(process.resolve("stat"));
                // The name, in parentheses, may hold spaces.
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return new ProcessTimes(
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                        Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
            } catch (IOException e) {
                return NONE; // gone meanwhile; its parent has its time
            }
        }
    }

    static CpuTimes now(long gatewayPid, long postmasterPid) throws IOException {
        ProcessTimes self = ProcessTimes.of(process(ProcessHandle.current().pid()));
        String[] machine = Files.readAllLines(PROC.resolve("stat")).get(0).split(" +");
        long stolen = Long.parseLong(machine[8]);
        long busy = Stream.of(1, 2, 3, 6, 7)
                .mapToLong(field -> Long.parseLong(machine[field]))
                .sum();
        return new CpuTimes(
                ProcessTimes.of(process(gatewayPid)).ownTicks() / TICKS_PER_SECOND,
                postgresTicks(postmasterPid) / TICKS_PER_SECOND,
                (self.ownTicks() + self.childrenTicks()) / TICKS_PER_SECOND,
                stolen / TICKS_PER_SECOND,
                busy / TICKS_PER_SECOND);
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    /** The postmaster, its processes, and those of them that have ended. */
    private static long postgresTicks(long postmasterPid) throws IOException {
        ProcessTimes postmaster = ProcessTimes.of(process(postmasterPid));
        List<Path> all;
        try (Stream<Path> files = Files.list(PROC)) {
            all = files.filter(file -> file.getFileName().toString().matches("[0-9]+"))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("this needs Linux's /proc", e);
        }
        long children = all.stream()
                .map(ProcessTimes::of)
                .filter(process -> process.parent() == postmasterPid)
                .mapToLong(ProcessTimes::ownTicks)
                .sum();
        return postmaster.ownTicks() + postmaster.childrenTicks() + children;
    }

    CpuTimes minus(CpuTimes earlier) {
        return new CpuTimes(
                gateway - earlier.gateway,
                postgres - earlier.postgres,
                generator - earlier.generator,
                stolen - earlier.stolen,
                machine - earlier.machine);
    }

    /** Of processes that have nothing to do with the bench. */
    double others() {
        return Math.max(0, machine - gateway - postgres - generator);
    }
}
