package io.bellhop.egress;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The body of an answer while it comes in: how long it is, and its first KiB. */
final class AnswerBody {

    private static final int HEAD_BYTES = 1_024;
    private static final char SUBSTITUTE = '\uFFFD';

    private final Buffer head = Buffer.buffer();
    private long lengthBytes;

    void add(Buffer piece) {
        lengthBytes += piece.length();
        int room = Math.min(HEAD_BYTES - head.length(), piece.length());
        head.appendBuffer(piece, 0, room);
    }

    long lengthBytes() {
        return lengthBytes;
    }

    /** Read as UTF-8; what is none, and NUL, which PostgreSQL does not take, becomes U+FFFD. Half a character at the end is left out. */
    String head() {
        CharBuffer text = CharBuffer.allocate(head.length());
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(head.getBytes()), text, false);
        return text.flip().toString().replace('\0', SUBSTITUTE);
    }
}
