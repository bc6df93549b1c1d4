package io.bellhop.signature;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secrets that a subscription's deliveries are signed with, the newest first: one, or several while its receiver changes over.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme">Standard
 *     Webhooks, signature scheme</a>
 */
public record SubscriptionSecrets(List<Held> held) {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    /** More than a rotation or two need; each makes the header longer. */
    private static final int MAX_HELD = 3;

    public SubscriptionSecrets {
        held = List.copyOf(held);
    }

    /** One of them. @param until null for the newest, which stays */
    public record Held(SigningSecret secret, Instant until) {}

    public static SubscriptionSecrets of(SigningSecret secret) {
        return new SubscriptionSecrets(List.of(new Held(secret, null)));
    }

    /** A new secret of 256 random bits. */
    public static SigningSecret random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** @throws IllegalArgumentException if it is not {@code whsec_} and 24 to 64 bytes in base64 */
    public static SigningSecret parse(String text) {
        SigningSecret secret = new SigningSecret(text);
        int bytes = key(secret).length;
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("is whsec_ and " + MIN_BYTES + " to " + MAX_BYTES
                    + " bytes in base64, but has " + bytes + " bytes");
        }
        return secret;
    }

    static byte[] key(SigningSecret secret) {
        String text = secret.reveal();
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("is whsec_ and 24 to 64 bytes in base64");
        }
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is whsec_ and 24 to 64 bytes in base64", e);
        }
    }

    /** With another secret as the newest; those before it stay valid until then, but for the oldest if they are many. */
    public SubscriptionSecrets rotate(SigningSecret newest, Instant now, Instant oldUntil) {
        List<Held> next = new ArrayList<>();
        next.add(new Held(newest, null));
        for (Held one : held) {
            boolean valid = one.until() == null || one.until().isAfter(now);
            if (valid && next.size() < MAX_HELD) {
                Instant until = one.until() == null || one.until().isAfter(oldUntil) ? oldUntil : one.until();
                next.add(new Held(one.secret(), until));
            }
        }
        return new SubscriptionSecrets(next);
    }

    /** Those to sign with now; never empty. */
    public List<SigningSecret> valid(Instant now) {
        return held.stream()
                .filter(one -> one.until() == null || one.until().isAfter(now))
                .map(Held::secret)
                .toList();
    }
}
