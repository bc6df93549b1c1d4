package io.bellhop.outbound;

import io.bellhop.outbound.ApiConnections.Opened;
import io.bellhop.provider.ApiAccess;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A client for each source, made when it is first needed, and anew when it is to show itself as another, or elsewhere. */
@Singleton
public final class ApiClients {

    private final ApiSources sources;
    private final ApiConnections connections;
    private final HostBreakers breakers;
    private final CallBudget budget;
    private final ApiRecord record;
    private final Map<String, Made> bySource = new ConcurrentHashMap<>();

    ApiClients(
            ApiSources sources,
            ApiConnections connections,
            HostBreakers breakers,
            CallBudget budget,
            ApiRecord record) {
        this.sources = sources;
        this.connections = connections;
        this.breakers = breakers;
        this.budget = budget;
        this.record = record;
    }

    /** What the calls of a source go through. */
    private record Made(ApiAccess access, Credentials credentials, Opened opened, Guards guards) {

        boolean serves(ApiSource source) {
            return access.equals(source.api().access()) && credentials.equals(source.credentials());
        }
    }

    /** Empty if there is no active source of that name with an API and credentials for it. */
    public Uni<Optional<ApiClient>> of(String source) {
        return sources.named(source).map(found -> found.map(this::of));
    }

    public ApiClient of(ApiSource source) {
        Made made = bySource.compute(
                source.name(),
                (name, before) -> before != null && before.serves(source) ? before : anew(source, before));
        return new ApiClient(source, made.opened(), made.guards(), budget, record);
    }

    /** What the one before is still asked fails, or ends; nothing new is. */
    private Made anew(ApiSource source, Made before) {
        if (before != null) {
            before.opened().close().run();
        }
        return new Made(
                source.api().access(),
                source.credentials(),
                connections.open(source),
                breakers.guards(source.api().access().baseUrl()));
    }
}
