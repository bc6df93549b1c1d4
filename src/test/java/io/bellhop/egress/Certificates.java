package io.bellhop.egress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.KeyStoreOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority and what it has signed, each time anew, made with the JDK's keytool in a folder of the test's. */
public final class Certificates {

    private static final String TYPE = "PKCS12";
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String GOOD = "good";
    private static final String ANOTHER = "another";
    private static final String EXPIRED = "expired";

    private final Path store;

    public Certificates(Path folder) throws Exception {
        this.store = folder.resolve("certificates.p12");
        keytool(AUTHORITY, "Test Authority", List.of("-ext", "bc:c", "-validity", "2"));
        keytool(GOOD, "good", signed("2", "receiver"));
        keytool(ANOTHER, "another", signed("2", "another"));
        List<String> expired = new ArrayList<>(signed("5", "receiver"));
        expired.addAll(List.of("-startdate", "-10d"));
        keytool(EXPIRED, "expired", expired);
    }

    private static List<String> signed(String days, String host) {
        return List.of(
                "-signer",
                AUTHORITY,
                "-ext",
                "san=dns:" + host + ".example.test,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-validity",
                days);
    }

    private void keytool(String alias, String name, List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-keystore",
                store.toString(),
                "-storetype",
                TYPE,
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(told);
        }
    }

    /** Of receiver.example.test, 127.0.0.1 and ::1. */
    KeyCertOptions good() throws IOException {
        return key(GOOD);
    }

    KeyCertOptions expired() throws IOException {
        return key(EXPIRED);
    }

    private KeyCertOptions key(String alias) throws IOException {
        return new KeyStoreOptions()
                .setType(TYPE)
                .setPassword(PASSWORD)
                .setAlias(alias)
                .setValue(Buffer.buffer(Files.readAllBytes(store)));
    }

    /** The good one, for others than us. */
    public Path writeCertificate(Path file) throws IOException, GeneralSecurityException {
        return writeCertificate(GOOD, file);
    }

    public Path writeKey(Path file) throws IOException, GeneralSecurityException {
        return writeKey(GOOD, file);
    }

    /** One by the same authority, of another.example.test, 127.0.0.1 and ::1. */
    public Path writeAnotherCertificate(Path file) throws IOException, GeneralSecurityException {
        return writeCertificate(ANOTHER, file);
    }

    public Path writeAnotherKey(Path file) throws IOException, GeneralSecurityException {
        return writeKey(ANOTHER, file);
    }

    private Path writeCertificate(String alias, Path file) throws IOException, GeneralSecurityException {
        return write(file, "CERTIFICATE", all().getCertificate(alias).getEncoded());
    }

    private Path writeKey(String alias, Path file) throws IOException, GeneralSecurityException {
        return write(
                file, "PRIVATE KEY", all().getKey(alias, PASSWORD.toCharArray()).getEncoded());
    }

    public Path writeAuthority(Path file) throws IOException, GeneralSecurityException {
        return write(file, "CERTIFICATE", all().getCertificate(AUTHORITY).getEncoded());
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private KeyStore all() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance(TYPE);
        try (InputStream bytes = Files.newInputStream(store)) {
            all.load(bytes, PASSWORD.toCharArray());
        }
        return all;
    }

    /** In the authority alone. */
    TrustOptions trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, all().getCertificate(AUTHORITY));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        trusted.store(written, PASSWORD.toCharArray());
        return new KeyStoreOptions().setType(TYPE).setPassword(PASSWORD).setValue(Buffer.buffer(written.toByteArray()));
    }
}
