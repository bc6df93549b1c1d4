package io.bellhop.outbound;

import io.bellhop.outbound.ApiConnections.Opened;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A client for each source, made when it is first needed, and anew when the source has changed. */
@Singleton
public final class ApiClients {

    private final ApiSources sources;
    private final ApiConnections connections;
    private final HostBreakers breakers;
    private final CallBudget budget;
    private final ApiMetrics metrics;
    private final Map<String, Made> bySource = new ConcurrentHashMap<>();

    ApiClients(
            ApiSources sources,
            ApiConnections connections,
            HostBreakers breakers,
            CallBudget budget,
            ApiMetrics metrics) {
        this.sources = sources;
        this.connections = connections;
        this.breakers = breakers;
        this.budget = budget;
        this.metrics = metrics;
    }

    private record Made(ApiClient client, Runnable close) {}

    /** Empty if there is no active source of that name with an API and credentials for it. */
    public Uni<Optional<ApiClient>> of(String source) {
        return sources.named(source).map(found -> found.map(this::of));
    }

    public ApiClient of(ApiSource source) {
        return bySource.compute(source.name(), (name, before) -> {
                    if (before != null && before.client().source().updatedAt().equals(source.updatedAt())) {
                        return before;
                    }
                    if (before != null) {
                        // What it is still asked will fail or end; nothing new is.
                        before.close().run();
                    }
                    return make(source);
                })
                .client();
    }

    private Made make(ApiSource source) {
        Opened opened = connections.open(source);
        Guards guards = breakers.guards(source.api().access().baseUrl());
        return new Made(
                new ApiClient(source, opened.connection(), opened.tokens(), guards, budget, metrics), opened.close());
    }
}
