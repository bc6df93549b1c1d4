package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiAccess.Authentication.ClientCredentials;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Asks for tokens by the client credentials grant, with a client of its own for each source, made at run time. */
@Singleton
final class TokenEndpoint {

    private final OidcClients clients;
    private final OutboundConfig config;
    private final InstantSource clock;

    TokenEndpoint(OidcClients clients, OutboundConfig config, InstantSource clock) {
        this.clients = clients;
        this.config = config;
        this.clock = clock;
    }

    /** A client; asks nothing yet. Whoever takes it closes it. */
    Uni<OidcClient> client(String source, ClientCredentials grant, Credentials credentials) {
        return clients.newClient(clientConfig(source, grant, credentials));
    }

    private OidcClientConfig clientConfig(String source, ClientCredentials grant, Credentials credentials) {
        OidcClientConfigBuilder builder = new OidcClientConfigBuilder()
                .id(source)
                .discoveryEnabled(false)
                .tokenPath(grant.tokenUrl())
                .clientId(credentials.reveal(grant.clientId()))
                .credentials()
                .clientSecret(credentials.reveal(grant.clientSecret()), Method.POST)
                .end()
                .connectionTimeout(config.connectTimeout())
                .connectionRetryCount(1)
                .followRedirects(false)
                .earlyTokensAcquisition(false)
                .grant()
                .accessTokenProperty(TokenAnswer.property(grant.tokenField()))
                .end();
        return grant.sendGrantType()
                ? builder.build()
                : builder.headers(Map.of(TokenForm.WITHOUT_GRANT_TYPE, "true")).build();
    }

    /** One request, whose time is limited. Fails with an {@link ApiFailureException}. */
    Uni<Token> token(OidcClient client) {
        return client.getTokens()
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(tokens -> token(tokens.getAccessToken(), tokens.get(TokenAnswer.EXPIRES_IN)))
                .onFailure(failure -> !(failure instanceof ApiFailureException))
                .transform(failure -> failure instanceof TimeoutException
                        ? new ApiFailureException(Kind.TIMEOUT, "no token within " + config.timeout())
                        : new ApiFailureException(Kind.UNREACHABLE, "no token: " + Http.reason(failure)));
    }

    private Token token(String value, String expiresIn) {
        if (value == null || value.isBlank()) {
            throw new ApiFailureException(Kind.UNREADABLE, "the answer to the request for a token has none");
        }
        Duration lifetime = lifetime(expiresIn);
        Instant now = clock.instant();
        Duration early = config.token().renewBefore();
        // One that lives shorter than that is used for half of its life.
        Duration use = lifetime.compareTo(early.multipliedBy(2)) > 0 ? lifetime.minus(early) : lifetime.dividedBy(2);
        return new Token(value, now.plus(use), now.plus(lifetime));
    }

    private Duration lifetime(String expiresIn) {
        try {
            long seconds = expiresIn == null ? 0 : Long.parseLong(expiresIn);
            return seconds > 0 && seconds < Duration.ofDays(365).toSeconds()
                    ? Duration.ofSeconds(seconds)
                    : config.token().lifetime();
        } catch (NumberFormatException e) {
            return config.token().lifetime();
        }
    }
}
