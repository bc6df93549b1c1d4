package io.bellhop.outbound;

import io.bellhop.provider.ApiAccess.Authentication.ClientCredentials;
import io.quarkus.oidc.client.OidcClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes what a source's calls go through: HTTP, and tokens where the provider wants them. */
@Singleton
final class ApiConnections {

    private static final Logger LOG = Logger.getLogger(ApiConnections.class);

    private final TokenEndpoint endpoint;
    private final OutboundConfig config;
    private final InstantSource clock;
    private final ApiMetrics metrics;

    ApiConnections(TokenEndpoint endpoint, OutboundConfig config, InstantSource clock, ApiMetrics metrics) {
        this.endpoint = endpoint;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @param tokens empty if the provider wants none @param close gives back what they hold */
    record Opened(ApiConnection connection, Optional<Tokens> tokens, Runnable close) {}

    /** Returns at once; nothing is asked yet. */
    Opened open(ApiSource source) {
        metrics.expect(source.name());
        ApiConnection connection = new ApiConnection(source, config, clock);
        if (!(source.api().access().authentication() instanceof ClientCredentials grant)) {
            return new Opened(connection, Optional.empty(), connection::close);
        }
        metrics.expectTokens(source.name());
        Uni<OidcClient> client = Uni.createFrom()
                .deferred(() -> endpoint.client(source.name(), grant, source.credentials()))
                .memoize()
                .indefinitely();
        Tokens tokens = new Tokens(
                () -> client.flatMap(endpoint::token)
                        .invoke(token -> metrics.tokenExpires(source.name(), token.expiresAt())),
                clock);
        return new Opened(connection, Optional.of(tokens), () -> {
            connection.close();
            client.subscribe().with(ApiConnections::close, failure -> {});
        });
    }

    private static void close(OidcClient client) {
        try {
            client.close();
        } catch (IOException e) {
            LOG.warnf("api.token_client_not_closed reason=%s", Http.reason(e));
        }
    }
}
