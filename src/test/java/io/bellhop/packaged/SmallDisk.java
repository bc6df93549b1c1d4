package io.bellhop.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, in memory and small, that can be filled up. Only root may mount one. */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "256m";

    private final Path path;
    private final boolean mounted;

    private SmallDisk(Path path, boolean mounted) {
        this.path = path;
        this.mounted = mounted;
    }

    static SmallDisk mount(Path path) throws IOException {
        Files.createDirectories(path);
        return new SmallDisk(path, run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", path.toString()) == 0);
    }

    boolean isMounted() {
        return mounted;
    }

    /** Moves a directory here and leaves a link in its place, as one moves a log to a disk of its own. */
    void take(Path moved) throws IOException {
        Path here = path.resolve(moved.getFileName());
        run("cp", "-a", moved.toString(), here.toString());
        run("rm", "-rf", moved.toString());
        Files.createSymbolicLink(moved, here);
    }

    /** Until nothing more goes in. */
    void fill() throws IOException {
        byte[] block = new byte[4 * 1024];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (Files.getFileStore(path).getUsableSpace() >= block.length) {
                ballast.write(block);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException full) {
            // Whoever else writes here was faster.
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return path.resolve("ballast");
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            run("umount", path.toString());
        }
    }
}
