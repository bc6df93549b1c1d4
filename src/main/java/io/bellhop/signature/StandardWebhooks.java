package io.bellhop.signature;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what goes out: HMAC-SHA256 over id, timestamp and body, with each valid secret.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class StandardWebhooks {

    private static final String ALGORITHM = "HmacSHA256";

    private StandardWebhooks() {}

    /**
     * The three headers.
     *
     * @param id the same in every attempt of a delivery; without a dot
     * @param secrets as {@link SubscriptionSecrets#parse} takes them
     */
    public static Map<String, String> headers(String id, Instant now, byte[] body, List<SigningSecret> secrets) {
        long timestamp = now.getEpochSecond();
        byte[] head = (id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8);
        StringJoiner signatures = new StringJoiner(" ");
        secrets.forEach(secret -> signatures.add("v1," + sign(secret, head, body)));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", signatures.toString());
        return headers;
    }

    private static String sign(SigningSecret secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(SubscriptionSecrets.key(secret), ALGORITHM));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
