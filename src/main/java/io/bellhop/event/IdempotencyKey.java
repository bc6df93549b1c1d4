package io.bellhop.event;

import io.bellhop.signature.Sha256;
import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * What makes two requests the same event, within one source. Readable as the provider's contract spells it; one that is
 * long or holds anything but printable ASCII is replaced by its SHA-256, so that every key can be stored and no two
 * different ones become equal on the way.
 */
public record IdempotencyKey(String value) {

    private static final int MAX_LENGTH = 200;

    public IdempotencyKey {
        if (value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            value = "sha256:" + Sha256.hex(utf16(value));
        }
    }

    /** Char by char: every charset's encoder turns each unpaired surrogate into the same replacement. */
    private static byte[] utf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    /**
     * Parts joined by {@code |}, as in {@code channex|message|7368cb22-…}; a missing part is empty. A {@code |} in a part is
     * escaped, as in a URL, so that no other parts give the same key.
     */
    public static IdempotencyKey of(String... parts) {
        StringJoiner joined = new StringJoiner("|");
        for (String part : parts) {
            joined.add(part == null ? "" : part.replace("%", "%25").replace("|", "%7C"));
        }
        return new IdempotencyKey(joined.toString());
    }
}
