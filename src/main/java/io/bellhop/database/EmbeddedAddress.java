package io.bellhop.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the embedded server listens and what opens it. Settled once a process: the settings are read before the server
 * runs, and whoever connects must come to the same port that the server is then started on.
 */
record EmbeddedAddress(int port, String password) {

    private static final Map<String, EmbeddedAddress> SETTLED = new ConcurrentHashMap<>();

    static EmbeddedAddress of(DataDirectory directory, int configuredPort) {
        return SETTLED.computeIfAbsent(
                directory + "?port=" + configuredPort,
                unused -> new EmbeddedAddress(configuredPort == 0 ? freePort() : configuredPort, directory.password()));
    }

    /** Free now; another process may take it before the server does, which then says so. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UnusableDatabaseException("no free port on 127.0.0.1 for the embedded PostgreSQL", e);
        }
    }

    @Override
    public String toString() {
        return "127.0.0.1:" + port;
    }
}
