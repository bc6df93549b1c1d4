package io.bellhop.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One connection's HTTP request, complete but for serial number and signature, which each sending fills in. */
final class SignedRequest {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final BodySignature signature;
    private final ByteBuffer bytes;
    private final int signatureAt;
    private final int endAt;

    private final byte[] end;
    private final int[] serialsAt;

    SignedRequest(Webhook webhook, String path) {
        this.signature = webhook.signature();
        this.end = webhook.end().getBytes(StandardCharsets.US_ASCII);
        this.serialsAt = Pattern.compile(Webhook.SERIAL)
                .matcher(webhook.end())
                .results()
                .mapToInt(MatchResult::start)
                .toArray();
        byte[] start = webhook.startBytes();
        int signatureLength = signature.sign(end).length;
        String beforeSignature = """
                POST %s/%s HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: bellhop-bench\r
                Content-Type: application/json\r
                Content-Length: %d\r
                %s: \
                """.formatted(path, webhook.provider(), Webhook.BODY_BYTES, webhook.signatureHeader());
        String head = beforeSignature + " ".repeat(signatureLength) + "\r\n\r\n";
        this.signatureAt = beforeSignature.length();
        this.endAt = head.length() + start.length;
        this.bytes = ByteBuffer.allocateDirect(endAt + end.length);
        bytes.put(head.getBytes(StandardCharsets.US_ASCII)).put(start);
    }

    /** The bytes to write. Valid until the next call. */
    ByteBuffer numbered(long serial) {
        for (int at : serialsAt) {
            long rest = serial;
            for (int i = at + Webhook.SERIAL.length() - 1; i >= at; i--) {
                end[i] = DIGITS[(int) rest & 0xf];
                rest >>>= 4;
            }
        }
        bytes.put(signatureAt, signature.sign(end)).put(endAt, end);
        return bytes.clear();
    }
}
