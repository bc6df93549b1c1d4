package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.egress.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL whose certificate is of an authority of its own, as most have it in a cluster. It is that of 127.0.0.1. */
class DatabaseTlsIT {

    @TempDir
    static Path folder;

    private static OwnPostgres postgres;
    private static Path authority;

    @TempDir
    Path directory;

    @BeforeAll
    static void startPostgres() throws Exception {
        Certificates certificates = new Certificates(folder);
        authority = certificates.writeAuthority(folder.resolve("authority.pem"));
        Path key = certificates.writeKey(folder.resolve("server.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        postgres = new OwnPostgres(
                folder,
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file",
                                certificates
                                        .writeCertificate(folder.resolve("server.crt"))
                                        .toString(),
                        "ssl_key_file", key.toString()));
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({"require, false", "require, true", "verify-ca, true", "verify-full, true"})
    void everyConnectionIsEncrypted(String mode, boolean withAuthority) throws Exception {
        Map<String, String> settings =
                postgres.settings("postgres", Map.of("bellhop.database.url", url("127.0.0.1", mode)));
        if (withAuthority) {
            settings.put("bellhop.database.authorities", authority.toString());
        }

        try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
            assertThat(gateway.log()).contains("database.ready");
            assertThat(postgres.query(
                            "postgres",
                            "select ssl from pg_stat_ssl join pg_stat_activity using (pid)"
                                    + " where application_name = 'bellhop'"))
                    .isNotEmpty()
                    .containsOnly("t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-full"})
    void whoIsOfAnotherAuthorityIsNotBelieved(String mode) throws Exception {
        Path other = new Certificates(Files.createDirectories(directory.resolve("others")))
                .writeAuthority(directory.resolve("other.pem"));
        Map<String, String> settings = postgres.settings(
                "postgres",
                Map.of(
                        "bellhop.database.url", url("127.0.0.1", mode),
                        "bellhop.database.authorities", other.toString()));

        GatewayProcess gateway = GatewayProcess.launch(directory, settings);

        assertThat(gateway.awaitExit()).isNotZero();
        assertThat(gateway.log()).contains("Path does not chain with any of the trust anchors");
    }

    @Test
    void aCertificateOfAnotherNameIsNotBelieved() throws Exception {
        Map<String, String> settings = postgres.settings(
                "postgres",
                Map.of(
                        "bellhop.database.url", url("localhost", "verify-full"),
                        "bellhop.database.authorities", authority.toString()));

        GatewayProcess gateway = GatewayProcess.launch(directory, settings);

        assertThat(gateway.awaitExit()).isNotZero();
        assertThat(gateway.log()).contains("localhost").contains("hostname");
    }

    private static String url(String host, String mode) {
        return "postgresql://" + host + ":" + postgres.port() + "/postgres?sslmode=" + mode;
    }
}
