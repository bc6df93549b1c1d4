package io.bellhop.k8s;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A gateway that shows a certificate, and looks after its webhooks often. */
public final class Monitored implements QuarkusTestProfile {

    private static final String PASSWORD = "changeit";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bellhop.registration.poll",
                "500ms",
                "quarkus.tls.shown.key-store.p12.path",
                certificate().toAbsolutePath().toString(),
                "quarkus.tls.shown.key-store.p12.password",
                PASSWORD);
    }

    private static Path certificate() {
        Path store = Path.of("target", "monitored-certificate.p12");
        try {
            Files.createDirectories(store.getParent());
            Files.deleteIfExists(store);
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-dname",
                            "CN=gateway.example.test",
                            "-keyalg",
                            "EC",
                            "-validity",
                            "10",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            store.toString())
                    .inheritIO()
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            return store;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
