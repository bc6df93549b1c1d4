package io.bellhop.webhook;

import java.util.Arrays;

/** The bytes of a body exactly as they came. Not copied: whoever makes one gives the array away, whoever reads one leaves it as it is. */
public final class RawBody {

    private final byte[] bytes;

    public RawBody(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int sizeBytes() {
        return bytes.length;
    }

    /** From {@code start}, inclusive, to {@code end}, exclusive; the whole of it is this body itself. */
    public RawBody slice(int start, int end) {
        return start == 0 && end == bytes.length ? this : new RawBody(Arrays.copyOfRange(bytes, start, end));
    }

    @Override
    public String toString() {
        return "RawBody[" + bytes.length + " bytes]";
    }
}
