package io.bellhop.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM. What it makes: a version byte (1), the first 4 bytes of the key's SHA-256, a random nonce of
 * 12 bytes, the ciphertext with its tag. Safe for use by many threads.
 */
public final class SecretBox {

    private static final byte VERSION = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] keyId;
    private final SecureRandom random = new SecureRandom();

    /** @throws IllegalArgumentException if the key is not 32 bytes in base64 */
    public SecretBox(String base64Key) {
        byte[] bytes = decode(base64Key);
        this.key = new SecretKeySpec(bytes, "AES");
        this.keyId = Arrays.copyOf(Sha256.of(bytes), KEY_ID_BYTES);
    }

    private static byte[] decode(String base64Key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bellhop.encryption.key is not base64", e);
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException("bellhop.encryption.key has " + bytes.length
                    + " bytes, not 32; make one with: openssl rand -base64 32");
        }
        return bytes;
    }

    /** @param context what the bytes belong to, as in {@code source/roomz}: they open in no other */
    public byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, context);
        return ByteBuffer.allocate(1 + KEY_ID_BYTES + NONCE_BYTES + sealed.length)
                .put(VERSION)
                .put(keyId)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalArgumentException if it was sealed with another key, for another context, or was changed since */
    public byte[] open(byte[] box, String context) {
        ByteBuffer buffer = ByteBuffer.wrap(box);
        byte[] usedKeyId = new byte[KEY_ID_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        if (box.length < 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE || buffer.get() != VERSION) {
            throw new IllegalArgumentException("not something this gateway has sealed");
        }
        buffer.get(usedKeyId).get(nonce);
        if (!Arrays.equals(usedKeyId, keyId)) {
            throw new IllegalArgumentException("sealed with another key than bellhop.encryption.key");
        }
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return run(Cipher.DECRYPT_MODE, nonce, sealed, context);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the sealed bytes were changed, or belong elsewhere", e);
        }
    }

    @Override
    public String toString() {
        return "SecretBox[redacted]";
    }
}
