package io.bellhop.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Collects the bytes of one HTTP/1.1 answer until it is whole. Knows Content-Length only: the gateway sends no chunks. */
final class Answer {

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COME_AGAIN = "\r\nretry-after:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "\"duplicate\":false".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final byte[] bytes = new byte[8192];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int bodyAt;

    /** True once the answer is whole. */
    boolean readFrom(SocketChannel channel) throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException("closed by the gateway");
        }
        int end = find(HEAD_END, 0);
        if (end < 0) {
            return false;
        }
        bodyAt = end + HEAD_END.length;
        return buffer.position() >= bodyAt + contentLength();
    }

    /** Whether it says when to come again. */
    boolean saysWhenToComeAgain() {
        int at = find(COME_AGAIN, 0);
        return at >= 0 && at < bodyAt;
    }

    private int contentLength() throws IOException {
        int at = find(LENGTH, 0);
        if (at < 0 || at > bodyAt) {
            throw new IOException("an answer without Content-Length");
        }
        int length = 0;
        for (int i = at + LENGTH.length; bytes[i] != '\r'; i++) {
            length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
        }
        return length;
    }

    int status() {
        return (bytes[STATUS_AT] - '0') * 100 + (bytes[STATUS_AT + 1] - '0') * 10 + bytes[STATUS_AT + 2] - '0';
    }

    /** Whether the event is said to be new rather than a duplicate. */
    boolean isNew() {
        return find(NEW, bodyAt) >= 0;
    }

    void clear() {
        buffer.clear();
    }

    /** Of lower-case letters, whatever the case in the answer; -1 if it is not there. */
    private int find(byte[] wanted, int from) {
        int last = buffer.position() - wanted.length;
        for (int i = from; i <= last; i++) {
            int matched = 0;
            while (matched < wanted.length && lower(bytes[i + matched]) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }
}
