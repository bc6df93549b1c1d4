package io.bellhop.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret shared with a provider: the key of a signature, or a token that is sent as it is. */
public final class SigningSecret {

    private final String value;
    private final byte[] utf8;
    private final byte[] sha256;

    /** @throws IllegalArgumentException if it is blank */
    public SigningSecret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value;
        this.utf8 = value.getBytes(StandardCharsets.UTF_8);
        this.sha256 = Sha256.of(utf8);
    }

    /** A new one of 256 random bits: 43 letters, digits, dashes and underscores, good for a header and for an address. */
    public static SigningSecret random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SigningSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** For sealing it, and for telling it to the provider; nothing else may show it. */
    public String reveal() {
        return value;
    }

    byte[] utf8() {
        return utf8;
    }

    /** Takes as long for a near miss as for any other, whatever the lengths. */
    boolean equalsToken(String token) {
        return MessageDigest.isEqual(sha256, Sha256.of(token));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && MessageDigest.isEqual(sha256, secret.sha256);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "SigningSecret[redacted]";
    }
}
