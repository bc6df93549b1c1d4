package io.bellhop.packaged;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads webhooks over those gateways that say that they are ready, as a Kubernetes service does: it asks from time to time, and
 * goes on sending to one that has just stopped being ready until it has asked again.
 */
final class FrontDoor implements Sender, AutoCloseable {

    private static final Duration PROBE = Duration.ofMillis(500);

    private final HttpClient probes =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<GatewayProcess, Sender> all = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile List<Sender> ready = List.of();

    FrontDoor() {
        clock.scheduleWithFixedDelay(this::probe, 0, PROBE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(GatewayProcess gateway) {
        all.put(gateway, new PresenceSender(gateway, "a-secret"));
        probe();
    }

    /** As is known of a node that is gone. */
    void remove(GatewayProcess gateway) {
        all.remove(gateway);
        probe();
    }

    private synchronized void probe() {
        ready = all.keySet().stream().filter(this::isReady).map(all::get).toList();
    }

    private boolean isReady(GatewayProcess gateway) {
        HttpRequest question = HttpRequest.newBuilder(URI.create(gateway.managementUrl("/q/health/ready")))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            return probes.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    @Override
    public HttpResponse<String> send(UUID id) throws Exception {
        List<Sender> now = ready;
        return now.get(Math.floorMod(turns.getAndIncrement(), now.size())).send(id);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
