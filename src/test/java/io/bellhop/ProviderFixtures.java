package io.bellhop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The example bodies of the providers' contracts. */
public final class ProviderFixtures {

    private static final Path ROOT = Path.of("src/test/resources/providers");

    private ProviderFixtures() {}

    public static Path of(String provider) {
        return ROOT.resolve(provider);
    }

    /** In alphabetical order. */
    public static List<Path> examples(String provider) {
        try (Stream<Path> files = Files.list(of(provider).resolve("examples"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
