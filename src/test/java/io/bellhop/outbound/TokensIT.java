package io.bellhop.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiCall;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokensIT {

    private static final ApiCall CALL = ApiCall.get(List.of("v1", "venues"));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    ApiClients clients;

    private WireMockServer api;

    @BeforeEach
    void start() {
        api = new WireMockServer(options().dynamicPort());
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop();
    }

    @Test
    void twoHundredCallsAskForOneToken() {
        token("one", 3600);
        api.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-one"))
                .willReturn(okJson("{}")));

        callAtOnce(clients.of(TestApi.withTokens(api.baseUrl())), 200);

        api.verify(1, postRequestedFor(urlEqualTo("/oauth/token")));
        api.verify(moreThanOrExactly(200), getRequestedFor(urlEqualTo("/v1/venues")));
    }

    @Test
    void twoHundredCallsWithAnExpiredTokenAskForOneOther() {
        ApiClient client = clients.of(TestApi.withTokens(api.baseUrl()));
        token("one", 1);
        api.stubFor(get(anyUrl()).willReturn(unauthorized()));
        api.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-one"))
                .willReturn(okJson("{}")));
        call(client);
        api.resetAll();
        token("two", 3600);
        api.stubFor(get(anyUrl()).willReturn(unauthorized()));
        api.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-two"))
                .willReturn(okJson("{}")));

        callAtOnce(client, 200);

        api.verify(1, postRequestedFor(urlEqualTo("/oauth/token")));
    }

    @Test
    void aTokenRevokedInMidRunIsRenewedOnceAndNoCallIsLost() {
        ApiClient client = clients.of(TestApi.withTokens(api.baseUrl()));
        token("one", 3600);
        api.stubFor(get(anyUrl()).willReturn(okJson("{}")));
        callAtOnce(client, 50);
        api.resetAll();
        token("two", 3600);
        api.stubFor(get(anyUrl()).willReturn(unauthorized()));
        api.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-two"))
                .willReturn(okJson("{}")));

        callAtOnce(client, 100);

        api.verify(1, postRequestedFor(urlEqualTo("/oauth/token")));
    }

    @Test
    void aSecondRefusalIsFinal() {
        token("one", 3600);
        api.stubFor(get(anyUrl()).willReturn(unauthorized().withBody("who are you, guest@example.com?")));

        ApiFailureException failure = failure(clients.of(TestApi.withTokens(api.baseUrl())));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS_REFUSED);
        assertThat(failure).hasMessage("GET /v1/venues: credentials refused, answered 401");
        api.verify(2, getRequestedFor(urlEqualTo("/v1/venues")));
        api.verify(2, postRequestedFor(urlEqualTo("/oauth/token")));
    }

    @Test
    void asksAsOauthHasItAndShowsTheClient() {
        ApiSource source = TestApi.withTokens(api.baseUrl());
        token("one", 3600);
        api.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        call(clients.of(source));

        api.verify(postRequestedFor(urlEqualTo("/oauth/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .withFormParam("client_id", equalTo(source.name()))
                .withFormParam("client_secret", equalTo("secret-of-" + source.name())));
        api.verify(getRequestedFor(urlEqualTo("/v1/venues"))
                .withHeader("Authorization", equalTo("Bearer token-one"))
                .withHeader("X-Client-Id", equalTo(source.name())));
    }

    @Test
    void asksAsObservedAndSendsTheTokenAsItIs() {
        ApiSource source = TestApi.withRawTokens(api.baseUrl());
        api.stubFor(post("/auth").willReturn(okJson("{\"status\":200,\"data\":{\"token\":\"token-raw\"}}")));
        api.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        call(clients.of(source));

        api.verify(postRequestedFor(urlEqualTo("/auth"))
                .withFormParam("client_id", equalTo(source.name()))
                .withFormParam("client_secret", equalTo("secret-of-" + source.name()))
                .withoutFormParam("grant_type")
                .withoutHeader(TokenForm.WITHOUT_GRANT_TYPE));
        api.verify(getRequestedFor(urlEqualTo("/v1/venues"))
                .withHeader("Authorization", equalTo("token-raw"))
                .withoutHeader("X-Client-Id"));
    }

    @Test
    void refusedClientCredentialsAreFinal() {
        api.stubFor(post("/oauth/token").willReturn(unauthorized().withBody("{\"error\":\"invalid_client\"}")));

        ApiFailureException failure = failure(clients.of(TestApi.withTokens(api.baseUrl())));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS_REFUSED);
        assertThat(failure).hasMessage("GET /v1/venues: credentials refused, the request for a token was answered 401");
    }

    @Test
    void aTokenEndpointThatIsDownForAMomentIsAskedAgain() {
        api.stubFor(post("/oauth/token").willReturn(aResponse().withStatus(503)));
        api.stubFor(get(anyUrl()).willReturn(okJson("{}")));
        api.stubFor(tokenStub("one", 3600).inScenario("down").whenScenarioStateIs("up"));
        api.stubFor(post("/oauth/token")
                .inScenario("down")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("up")
                .willReturn(aResponse().withStatus(503)));

        call(clients.of(TestApi.withTokens(api.baseUrl())));

        api.verify(2, postRequestedFor(urlEqualTo("/oauth/token")));
    }

    @Test
    void anAnswerWithoutATokenIsAFailure() {
        api.stubFor(post("/oauth/token").willReturn(okJson("{\"hello\":1}")));

        assertThat(failure(clients.of(TestApi.withTokens(api.baseUrl()))).kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    private void token(String value, int expiresIn) {
        api.stubFor(tokenStub(value, expiresIn));
    }

    private static MappingBuilder tokenStub(String value, int expiresIn) {
        return post("/oauth/token")
                .willReturn(okJson("{\"access_token\":\"token-%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                        .formatted(value, expiresIn)));
    }

    private static JsonNode call(ApiClient client) {
        return client.call(CALL).await().atMost(LIMIT);
    }

    private static void callAtOnce(ApiClient client, int times) {
        List<Uni<JsonNode>> calls =
                IntStream.range(0, times).mapToObj(i -> client.call(CALL)).toList();
        Uni.join().all(calls).andFailFast().await().atMost(LIMIT);
    }

    private static ApiFailureException failure(ApiClient client) {
        return catchThrowableOfType(ApiFailureException.class, () -> call(client));
    }
}
