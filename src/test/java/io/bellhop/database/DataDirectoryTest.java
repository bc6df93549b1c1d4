package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path temporary;

    @Test
    void aSecondGatewayIsRefused() throws IOException {
        DataDirectory directory = directory();

        try (FileLock lock = directory.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> directory().lock())
                    .isInstanceOf(UnusableDatabaseException.class)
                    .hasMessageContainingAll(
                            "process " + ProcessHandle.current().pid(),
                            directory.toString(),
                            "bellhop.embedded-postgres.data-dir");
        }
    }

    @Test
    void theNextGatewayMayHaveItWhenTheFirstIsGone() throws IOException {
        FileLock first = directory().lock();
        first.acquiredBy().close();

        try (FileLock second = directory().lock()) {
            assertThat(second.isValid()).isTrue();
        }
    }

    @Test
    void aRefusedGatewayDoesNotTakeTheLockAway() throws IOException {
        try (FileLock lock = directory().lock()) {
            assertThatThrownBy(() -> directory().lock()).isInstanceOf(UnusableDatabaseException.class);

            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> directory().lock()).isInstanceOf(UnusableDatabaseException.class);
        }
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        try (FileLock lock = directory().lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(permissions(directory().path())).isEqualTo("rwx------");
        }
    }

    @Test
    void saysWhichSettingNamesAPathThatIsNoDirectory() throws IOException {
        Files.writeString(temporary.resolve("data"), "a file");

        assertThatThrownBy(() -> directory().lock())
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContainingAll(directory().toString(), "bellhop.embedded-postgres.data-dir");
    }

    @Test
    void makesAnEncryptionKeyOnceAndKeepsIt() throws IOException {
        Files.createDirectories(directory().path());

        String key = directory().encryptionKey();

        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(directory().encryptionKey()).isEqualTo(key);
    }

    @Test
    void noTwoDirectoriesHaveTheSameKey() throws IOException {
        DataDirectory another = new DataDirectory(temporary.resolve("another"));
        Files.createDirectories(directory().path());
        Files.createDirectories(another.path());

        assertThat(directory().encryptionKey()).isNotEqualTo(another.encryptionKey());
    }

    @Test
    void keepsAPasswordOnlyWhenTold() throws IOException {
        Files.createDirectories(directory().path());
        String made = directory().password();

        assertThat(made).matches("[0-9a-f]{48}");
        assertThat(directory().password()).isNotEqualTo(made);

        directory().keepPassword(made);
        assertThat(directory().password()).isEqualTo(made);
    }

    @Test
    void secretsAreReadableByTheirOwnerOnlyAndWhole() throws IOException {
        Files.createDirectories(directory().path());
        Files.writeString(directory().path().resolve("password.unfinished"), "left by a crash");

        directory().keepPassword("s3cret");
        directory().encryptionKey();

        try (Stream<Path> files = Files.list(directory().path())) {
            assertThat(files.map(file -> file.getFileName() + " " + permissions(file)))
                    .containsExactlyInAnyOrder("password rw-------", "encryption.key rw-------");
        }
    }

    @Test
    void aRelativePathIsOneOfTheWorkingDirectory() {
        assertThat(new DataDirectory(Path.of("a/../b")).path())
                .isEqualTo(Path.of("b").toAbsolutePath());
    }

    private DataDirectory directory() {
        return new DataDirectory(temporary.resolve("data"));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
