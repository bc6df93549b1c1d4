package io.bellhop.blackbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Says of every name that it is this machine's, by IPv4 alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1">RFC 1035, 4.1</a>
 */
final class NameServer implements AutoCloseable {

    private static final int HEADER_BYTES = 12;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    private static final int ANSWER_THAT_KNOWS = 0x8180;
    private static final int NAME_OF_THE_QUESTION = 0xC000 | HEADER_BYTES;
    private static final int TTL_SECONDS = 60;
    private static final byte[] THIS_MACHINE = {127, 0, 0, 1};

    private final Vertx vertx = Vertx.vertx();
    private final DatagramSocket socket = vertx.createDatagramSocket();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    NameServer() {
        socket.handler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void answer(DatagramPacket packet) {
        Buffer query = packet.data();
        StringBuilder name = new StringBuilder();
        int end = HEADER_BYTES;
        for (int length = query.getByte(end); length > 0; length = query.getByte(end)) {
            name.append(query.getString(end + 1, end + 1 + length)).append('.');
            end += length + 1;
        }
        asked.add(name.toString());
        boolean known = query.getUnsignedShort(end + 1) == TYPE_A;
        Buffer answer = Buffer.buffer()
                .appendUnsignedShort(query.getUnsignedShort(0))
                .appendUnsignedShort(ANSWER_THAT_KNOWS)
                .appendUnsignedShort(1)
                .appendUnsignedShort(known ? 1 : 0)
                .appendInt(0)
                .appendBuffer(query.getBuffer(HEADER_BYTES, end + 5));
        if (known) {
            answer.appendUnsignedShort(NAME_OF_THE_QUESTION)
                    .appendUnsignedShort(TYPE_A)
                    .appendUnsignedShort(CLASS_IN)
                    .appendInt(TTL_SECONDS)
                    .appendUnsignedShort(THIS_MACHINE.length)
                    .appendBytes(THIS_MACHINE);
        }
        socket.send(answer, packet.sender().port(), packet.sender().host());
    }

    /** As the setting takes it. */
    String address() {
        return "127.0.0.1:" + socket.localAddress().port();
    }

    /** Each name with a dot at its end. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
