package io.bellhop.packaged;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Somebody who goes on calling the API whatever the answers are, by each of the ways that it has to the database, and a probe. */
final class Asker implements AutoCloseable {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final List<String> QUESTIONS =
            List.of("/api/v1/events?limit=1", "/api/v1/events/evt_" + "0".repeat(32), "/api/v1/sources");
    private static final String CHANGE = "/api/v1/sources/asked";

    private final ExecutorService askers = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final GatewayProcess gateway;
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final Set<String> probed = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private Asker(GatewayProcess gateway) {
        this.gateway = gateway;
    }

    static Asker of(GatewayProcess gateway) {
        Asker asker = new Asker(gateway);
        asker.askers.execute(asker::ask);
        asker.askers.execute(asker::probe);
        return asker;
    }

    private void ask() {
        while (!stopped) {
            QUESTIONS.forEach(path -> send(request(gateway.url(path)).GET(), answers));
            send(
                    request(gateway.url(CHANGE))
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"provider\":\"roomz\"}")),
                    answers);
        }
    }

    private void probe() {
        while (!stopped) {
            send(request(gateway.managementUrl("/q/health/ready")).GET(), probed);
        }
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(TIME_LIMIT)
                .header("Authorization", "Bearer " + GatewayProcess.API_KEY);
    }

    private void send(HttpRequest.Builder request, Set<String> told) {
        try {
            HttpResponse<Void> answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
            told.add(answer.statusCode()
                    + answer.headers()
                            .firstValue("Retry-After")
                            .map(seconds -> ", Retry-After " + seconds)
                            .orElse(""));
        } catch (Exception e) {
            told.add(e.toString());
        }
    }

    /** All that the API has answered: statuses, or the exceptions that came instead. */
    Set<String> answers() {
        return answers;
    }

    /** All that the readiness probe has. */
    Set<String> probed() {
        return probed;
    }

    @Override
    public void close() {
        stopped = true;
        askers.shutdown();
        Awaitility.await().atMost(TIME_LIMIT.multipliedBy(2)).until(askers::isTerminated);
    }
}
