package io.bellhop.confirmation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes SMTP sessions on to a real mail server, but for those that are to go wrong: these it holds itself. */
final class FaultyMailServer implements AutoCloseable {

    private final ServerSocket listening;
    private final int realPort;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> goneWrong = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "faulty-mail-server");
        thread.setDaemon(true);
        return thread;
    });

    FaultyMailServer(int realPort) throws IOException {
        this.realPort = realPort;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next sessions go wrong so, one each. */
    void expect(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Nothing goes wrong any more, and sessions that hang end. */
    void forgetFaults() throws IOException {
        faults.clear();
        for (Socket client : goneWrong) {
            client.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Fault fault = faults.poll();
                threads.execute(() -> serve(client, fault));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client, Fault fault) {
        try (client) {
            if (fault == null) {
                passOn(client);
            } else {
                goneWrong.add(client);
                goWrong(client, fault);
            }
        } catch (IOException e) {
            // One side has closed, and the session is over.
        }
    }

    private void passOn(Socket client) throws IOException {
        try (Socket real = new Socket(InetAddress.getLoopbackAddress(), realPort)) {
            threads.execute(() -> copy(client, real));
            real.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them has closed: the other direction ends too.
        }
    }

    private static void goWrong(Socket client, Fault fault) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        OutputStream answers = client.getOutputStream();
        boolean inData = false;
        String line = "CONNECT";
        while (line != null) {
            boolean heard = inData ? line.equals(".") : !line.isEmpty();
            if (heard && line.startsWith(fault.at())) {
                if (fault.answer() == null) {
                    return;
                }
                say(answers, fault.answer());
                inData = false;
            } else if (heard) {
                inData = !inData && line.equals("DATA");
                say(answers, line.equals("CONNECT") ? "220 ready" : inData ? "354 go on" : "250 fine");
            }
            line = commands.readLine();
        }
    }

    private static void say(OutputStream answers, String answer) throws IOException {
        if (!answer.isEmpty()) {
            answers.write((answer + "\r\n").getBytes(ISO_8859_1));
            answers.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
