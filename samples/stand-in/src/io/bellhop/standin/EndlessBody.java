package io.bellhop.standin;

import java.io.InputStream;
import java.util.Arrays;

/** The beginning of a JSON object, then spaces. After 1 GiB it ends, so that nobody who reads on reads for ever. */
final class EndlessBody extends InputStream {

    private static final long MAX_BYTES = 1L << 30;

    private long readBytes;

    @Override
    public int read() {
        if (readBytes == MAX_BYTES) {
            return -1;
        }
        return readBytes++ == 0 ? '{' : ' ';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int first = length == 0 ? 0 : read();
        if (length == 0 || first < 0) {
            return first;
        }
        int count = (int) Math.min(length, 1 + MAX_BYTES - readBytes);
        Arrays.fill(bytes, offset, offset + count, (byte) ' ');
        bytes[offset] = (byte) first;
        readBytes += count - 1;
        return count;
    }
}
