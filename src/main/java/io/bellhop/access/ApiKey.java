package io.bellhop.access;

import io.bellhop.signature.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** What a caller shows. Only its hash is ever stored. */
record ApiKey(String value) {

    private static final int RANDOM_BYTES = 32;

    /** {@code bhk_} and 43 characters that are safe in a URL. */
    static ApiKey random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new ApiKey("bhk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** 32 bytes. Fast on purpose: the key is random and long, so there is nothing to guess. */
    byte[] hash() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}
