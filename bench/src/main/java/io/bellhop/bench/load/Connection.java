package io.bellhop.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A keep-alive connection with at most one request on its way. */
final class Connection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final SignedRequest request;
    private final Answer answer = new Answer();
    private ByteBuffer unwritten;
    private long intendedNanos;

    Connection(int port, Selector selector, SignedRequest request) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
        this.request = request;
    }

    /** @param intendedNanos when it should have been sent, from which its latency counts */
    void send(long serial, long intendedNanos) throws IOException {
        this.intendedNanos = intendedNanos;
        answer.clear();
        unwritten = request.numbered(serial);
        write();
    }

    /** True once the answer is whole. */
    boolean proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        return key.isReadable() && answer.readFrom(channel);
    }

    private void write() throws IOException {
        channel.write(unwritten);
        int interest = unwritten.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    Answer answer() {
        return answer;
    }

    long intendedNanos() {
        return intendedNanos;
    }

    void close() throws IOException {
        channel.close();
    }
}
