package io.bellhop.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies that begin alike: the beginning is hashed once, and only the end anew for each. */
final class BodySignature {

    private final Mac start;
    private final UnaryOperator<byte[]> encoding;

    private BodySignature(String algorithm, String secret, UnaryOperator<byte[]> encoding) {
        try {
            this.start = Mac.getInstance(algorithm);
            this.start.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
        this.encoding = encoding;
    }

    static BodySignature base64(String algorithm, String secret) {
        return new BodySignature(algorithm, secret, Base64.getEncoder()::encode);
    }

    static BodySignature hex(String algorithm, String secret) {
        return new BodySignature(
                algorithm, secret, mac -> HexFormat.of().formatHex(mac).getBytes(StandardCharsets.US_ASCII));
    }

    void start(byte[] bytes) {
        start.update(bytes);
    }

    /** In ASCII, of the start and the end. */
    byte[] sign(byte[] end) {
        try {
            Mac mac = (Mac) start.clone();
            return encoding.apply(mac.doFinal(end));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own HMACs can be cloned", e);
        }
    }
}
