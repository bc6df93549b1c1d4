package io.bellhop.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample webhooks that a newcomer sends. */
final class Samples {

    private Samples() {}

    /** @param file below {@code samples}, as in {@code roomz/presence-busy.json} */
    static String text(String file) {
        return new String(bytes(file), UTF_8);
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of("samples", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
