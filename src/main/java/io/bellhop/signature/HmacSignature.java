package io.bellhop.signature;

import io.bellhop.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An HMAC in a header, over the raw body and, if the scheme signs one, a timestamp. A scheme that signs no timestamp
 * leaves a captured request valid for ever; only the idempotency key stands against its replay.
 *
 * @param headers where the signature may be, the first present one counts
 * @param prefix that stands before the signature; if empty, one that names the algorithm, as in {@code sha256=}, is
 *     skipped where it is
 */
public record HmacSignature(
        List<String> headers,
        Algorithm algorithm,
        Encoding encoding,
        String prefix,
        Optional<SignedTimestamp> timestamp)
        implements SignatureScheme {

    /** The hash, by its name in the settings. */
    public enum Algorithm {
        HmacSHA1("sha1=", 20),
        HmacSHA256("sha256=", 32),
        HmacSHA512("sha512=", 64);

        private final String customaryPrefix;
        private final int sizeBytes;

        Algorithm(String customaryPrefix, int sizeBytes) {
            this.customaryPrefix = customaryPrefix;
            this.sizeBytes = sizeBytes;
        }
    }

    /** How the signature's bytes are written. */
    public enum Encoding {
        /** Digits of either case. */
        HEX {
            @Override
            byte[] decode(String text) {
                return HexFormat.of().parseHex(text);
            }
        },
        /** The standard alphabet, padded. */
        BASE64 {
            @Override
            byte[] decode(String text) {
                return Base64.getDecoder().decode(text);
            }
        };

        /** @throws IllegalArgumentException if the text is not of this encoding */
        abstract byte[] decode(String text);
    }

    /**
     * A timestamp in Unix seconds, in a header of its own.
     *
     * @param signedBefore what stands between it and the body in the signed bytes; empty if it is not signed at all
     * @param required whether a request without it is refused; always so when it is signed
     * @param tolerance how far from now it may be, either way; empty if that does not matter
     */
    public record SignedTimestamp(
            String header, Optional<String> signedBefore, boolean required, Optional<Duration> tolerance) {}

    @Override
    public Verdict verify(WebhookRequest request, List<SigningSecret> secrets, Instant now) {
        if (secrets.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.NO_SECRET);
        }
        String sent = sentSignature(request);
        if (sent == null || sent.isBlank()) {
            return new Verdict.Refused(Verdict.Reason.MISSING);
        }
        Optional<Verdict> untimely = timestamp.flatMap(expected -> checkTimestamp(expected, request, now));
        if (untimely.isPresent()) {
            return untimely.get();
        }
        Optional<byte[]> signature = decode(sent.strip());
        if (signature.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.MALFORMED);
        }
        byte[] head = signedHead(request);
        boolean genuine = false;
        for (SigningSecret secret : secrets) {
            genuine |= MessageDigest.isEqual(sign(secret, head, request.body().bytes()), signature.get());
        }
        return genuine ? new Verdict.Genuine() : new Verdict.Refused(Verdict.Reason.MISMATCH);
    }

    private String sentSignature(WebhookRequest request) {
        for (String header : headers) {
            String sent = request.headers().first(header);
            if (sent != null) {
                return sent;
            }
        }
        return null;
    }

    private Optional<byte[]> decode(String sent) {
        try {
            return Optional.of(encoding.decode(withoutPrefix(sent)))
                    .filter(decoded -> decoded.length == algorithm.sizeBytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String withoutPrefix(String sent) {
        if (prefix.isEmpty()) {
            return sent.startsWith(algorithm.customaryPrefix)
                    ? sent.substring(algorithm.customaryPrefix.length())
                    : sent;
        }
        if (!sent.startsWith(prefix)) {
            throw new IllegalArgumentException("prefix missing");
        }
        return sent.substring(prefix.length());
    }

    private static Optional<Verdict> checkTimestamp(SignedTimestamp expected, WebhookRequest request, Instant now) {
        String sent = request.headers().first(expected.header());
        boolean required = expected.required() || expected.signedBefore().isPresent();
        if (!required && (sent == null || expected.tolerance().isEmpty())) {
            return Optional.empty();
        }
        Instant time;
        try {
            time = Instant.ofEpochSecond(Long.parseLong(sent == null ? "" : sent.strip()));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.of(new Verdict.Refused(Verdict.Reason.TIMESTAMP_UNREADABLE));
        }
        return expected.tolerance()
                .filter(tolerance -> Duration.between(time, now).abs().compareTo(tolerance) > 0)
                .map(tolerance -> new Verdict.Refused(Verdict.Reason.TIMESTAMP_STALE));
    }

    /** What is signed before the body; the timestamp exactly as it was sent. */
    private byte[] signedHead(WebhookRequest request) {
        return timestamp
                .filter(expected -> expected.signedBefore().isPresent())
                .map(expected -> request.headers().first(expected.header())
                        + expected.signedBefore().get())
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(SigningSecret secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm.name());
            mac.init(new SecretKeySpec(secret.utf8(), algorithm.name()));
            mac.update(head);
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
