package io.bellhop.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections on loopback and does with them what a test says, HTTP or not. Each has a thread of its own. */
final class RawServer implements AutoCloseable {

    /** What is done with a connection; it is closed when that returns. */
    interface Script {
        void play(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Script script;

    RawServer(Script script) throws IOException {
        this.script = script;
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed by the test's end.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.play(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            // The other side has cut it off.
        } finally {
            ended.complete(null);
        }
    }

    /** Completes when the first connection has ended, from whichever side. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Reads a request with the body that {@link Wired} sends. */
    static void readRequest(InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith("\r\n\r\n{}")) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            read.append((char) next);
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Until the other side hangs up. */
    static void waitForEnd(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
