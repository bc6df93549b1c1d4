package io.bellhop.standin;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The APIs of SevenRooms and Channex on one port of the loopback address, by public knowledge of them; not the providers' own
 * word. Everything is in memory and made up. To be started where the project's folder is the working directory.
 */
public final class StandIn implements AutoCloseable {

    private static final String FOLDER = "samples/stand-in";
    private static final int DEFAULT_PORT = 8089;

    private final Calls calls = new Calls();
    private final Troubles troubles = new Troubles();
    private final SevenRooms sevenRooms;
    private final Channex channex;
    private final WireMockServer server;

    private StandIn(int port, InstantSource clock) {
        Seed seed = new Seed(FOLDER, clock.instant());
        sevenRooms = new SevenRooms(clock, seed);
        channex = new Channex(clock, seed);
        Map<String, Function<Asked, Answer>> answers = new HashMap<>(sevenRooms.answers());
        answers.putAll(channex.answers());
        answers.putAll(new Controls(this).answers());
        server = new WireMockServer(WireMockConfiguration.options()
                .port(port)
                .bindAddress("127.0.0.1")
                .usingFilesUnderDirectory(FOLDER)
                .extensions(new Answers(answers, calls, troubles, clock))
                .containerThreads(64)
                .jettyStopTimeout(1_000L)
                .maxRequestJournalEntries(100)
                .maxLoggedResponseSize(0)
                .gzipDisabled(true));
        server.start();
    }

    /** @param port 0 for any that is free */
    public static StandIn start(int port) {
        return start(port, InstantSource.system());
    }

    /** @param port 0 for any that is free */
    public static StandIn start(int port, InstantSource clock) {
        return new StandIn(port, clock);
    }

    /** Without a slash at its end; the base address of SevenRooms. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The base address of Channex. */
    public String channexUrl() {
        return url() + "/api/v1";
    }

    public SevenRooms sevenRooms() {
        return sevenRooms;
    }

    public Channex channex() {
        return channex;
    }

    /** From now on; after those asked for before. */
    public void trouble(Trouble trouble) {
        troubles.add(trouble);
    }

    public void endTrouble() {
        troubles.clear();
    }

    /** How often a path was asked for, whatever the answer; of the last 10,000 calls. */
    public int requests(String path) {
        return calls(path).size();
    }

    /** The calls of a path, the oldest first; of the last 10,000. */
    public List<Call> calls(String path) {
        return calls.of(path);
    }

    /** How often each path was asked for; of the last 10,000 calls. */
    public Map<String, Integer> requests() {
        return calls.byPath();
    }

    public void forgetCalls() {
        calls.clear();
    }

    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** Runs until it is stopped. @param args the port, if it is another than 8089 */
    public static void main(String[] args) {
        StandIn standIn = start(args.length == 0 ? DEFAULT_PORT : Integer.parseInt(args[0]));
        System.out.println(standIn.welcome());
    }

    private String welcome() {
        return """
                The stand-in for the providers' APIs listens. Ctrl-C ends it.

                  SevenRooms  %s
                              client id %s, client secret %s
                  Channex     %s
                              API key %s
                  controls    %s/__stand-in
                """.formatted(
                        url(), SevenRooms.CLIENT_ID, SevenRooms.CLIENT_SECRET, channexUrl(), Channex.API_KEY, url());
    }
}
