package io.bellhop.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Renders a folder by {@code kubectl kustomize}, or {@code kustomize build}, whichever is on the path. */
record Kustomize(List<String> command) {

    private static final int TIME_LIMIT_SECONDS = 60;

    static Optional<Kustomize> installed() {
        return Stream.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"))
                .filter(command -> isOnThePath(command.get(0)))
                .findFirst()
                .map(Kustomize::new);
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** @throws AssertionError with what it said, if it renders nothing or warns of something, as of a field that is deprecated */
    String render(Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile("kustomize", ".log");
        try {
            Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(folder.toString()))
                            .toList())
                    .redirectError(said.toFile())
                    .start();
            process.getOutputStream().close();
            String rendered = new String(process.getInputStream().readAllBytes(), UTF_8);
            boolean ended = process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0 || Files.size(said) > 0) {
                throw new AssertionError(folder + " is not rendered: " + Files.readString(said));
            }
            return rendered;
        } finally {
            Files.delete(said);
        }
    }
}
