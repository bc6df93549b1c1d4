package io.bellhop.edge;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/** What the TLS files hold at one moment. Its methods block. */
final class ServedCertificate {

    private static final byte[] TO_BE_SIGNED = {1};

    private final Path certificate;
    private final Path key;
    private final List<byte[]> contents;

    private ServedCertificate(Path certificate, Path key, List<byte[]> contents) {
        this.certificate = certificate;
        this.key = key;
        this.contents = contents;
    }

    static ServedCertificate read(Path certificate, Path key, Optional<Path> authorities) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file :
                Stream.concat(Stream.of(certificate, key), authorities.stream()).toList()) {
            contents.add(Files.readAllBytes(file));
        }
        return new ServedCertificate(certificate, key, contents);
    }

    boolean isSameAs(ServedCertificate other) {
        return Arrays.deepEquals(contents.toArray(), other.contents.toArray());
    }

    /**
     * Until when it is valid.
     *
     * @throws GeneralSecurityException if the certificate or its key cannot be read, or they do not belong together, as while one
     *     of the two has been replaced and the other not yet
     */
    Instant requireUsable(Vertx vertx) throws GeneralSecurityException {
        X509KeyManager keys;
        try {
            keys = (X509KeyManager) new PemKeyCertOptions()
                    .addCertPath(certificate.toString())
                    .addKeyPath(key.toString())
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers()[0];
        } catch (Exception e) {
            throw new GeneralSecurityException(key + " or " + certificate + " cannot be read: " + e.getMessage(), e);
        }
        for (String algorithm : List.of("EC", "RSA", "Ed25519", "Ed448", "EdDSA")) {
            String[] aliases = keys.getServerAliases(algorithm, null);
            if (aliases != null) {
                X509Certificate shown = keys.getCertificateChain(aliases[0])[0];
                requirePair(keys.getPrivateKey(aliases[0]), shown);
                return shown.getNotAfter().toInstant();
            }
        }
        throw new GeneralSecurityException(certificate + " has a key of a kind that is not known here");
    }

    private void requirePair(PrivateKey secret, X509Certificate shown) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (secret.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> secret.getAlgorithm();
                });
        try {
            signature.initSign(secret);
            signature.update(TO_BE_SIGNED);
            byte[] signed = signature.sign();
            signature.initVerify(shown.getPublicKey());
            signature.update(TO_BE_SIGNED);
            if (signature.verify(signed)) {
                return;
            }
        } catch (InvalidKeyException e) {
            throw apart(e);
        }
        throw apart(null);
    }

    private GeneralSecurityException apart(Throwable cause) {
        return new GeneralSecurityException(key + " is not the key of " + certificate, cause);
    }
}
