package io.bellhop.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiClientIT {

    private static final ApiCall CALL = ApiCall.get(List.of("things"));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    ApiClients clients;

    @Inject
    MeterRegistry registry;

    private WireMockServer api;
    private ApiSource source;
    private ApiClient client;

    @BeforeEach
    void start() {
        api = new WireMockServer(options().dynamicPort());
        api.start();
        source = TestApi.withKey(api.baseUrl());
        client = clients.of(source);
    }

    @AfterEach
    void stop() {
        api.stop();
    }

    @Test
    void whateverASegmentOrAnArgumentHoldsItStaysOne() {
        api.stubFor(get(anyUrl()).willReturn(okJson("{\"ok\":true}")));

        JsonNode answer = client.call(
                        ApiCall.get(List.of("things", "../x?y={z} %é")).with("filter[property_id]", "a&b=c {d}"))
                .await()
                .atMost(LIMIT);

        assertThat(answer.path("ok").asBoolean()).isTrue();
        api.verify(getRequestedFor(
                        urlEqualTo("/things/..%2Fx%3Fy=%7Bz%7D%20%25%C3%A9?filter%5Bproperty_id%5D=a%26b%3Dc+%7Bd%7D"))
                .withHeader("user-api-key", equalTo("secret-of-" + source.name())));
    }

    @Test
    void sendsJson() {
        api.stubFor(put(anyUrl()).willReturn(okJson("{}")));

        client.call(ApiCall.put(
                        List.of("things", "1"),
                        JsonNodeFactory.instance.objectNode().put("name", "Zoë")))
                .await()
                .atMost(LIMIT);

        api.verify(putRequestedFor(urlEqualTo("/things/1"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"name\":\"Zoë\"}")));
    }

    @Test
    void threeTimes503AndThenAnAnswerIsOneSuccess() {
        failing(503, 503, 503);

        call();

        api.verify(4, getRequestedFor(anyUrl()));
        assertThat(counted("bellhop.api.calls", "success")).isEqualTo(1);
        assertThat(counted("bellhop.api.attempts", "unavailable")).isEqualTo(3);
        assertThat(counted("bellhop.api.attempts", "success")).isEqualTo(1);
        assertThat(registry.find("bellhop.api.calls")
                        .tag("source", source.name())
                        .counters())
                .filteredOn(counter -> counter.count() > 0)
                .hasSize(1);
    }

    @Test
    void givesUpAfterAsManyAttemptsAsAreSet() {
        api.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));

        assertThat(failure().kind()).isEqualTo(Kind.UNAVAILABLE);

        api.verify(5, getRequestedFor(anyUrl()));
    }

    @Test
    void waitsAsManySecondsAsAskedFor() {
        failing(aResponse().withStatus(429).withHeader("Retry-After", "2"));
        Instant begun = Instant.now();

        call();

        assertThat(Duration.between(begun, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        api.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void waitsUntilTheDateThatIsAskedFor() {
        Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        failing(aResponse()
                .withStatus(429)
                .withHeader("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC))));

        call();

        assertThat(Instant.now()).isAfterOrEqualTo(date);
    }

    @Test
    void limitedWithoutATimeItIsTriedAgainSoon() {
        failing(429, 429);

        call();

        api.verify(3, getRequestedFor(anyUrl()));
    }

    @Test
    void othersWithTheSameCredentialsWaitToo() {
        failing(aResponse().withStatus(429).withHeader("Retry-After", "2"));
        Instant begun = Instant.now();
        var limited = client.call(CALL).subscribeAsCompletionStage();
        Awaitility.await().until(() -> counted("bellhop.api.attempts", "rate_limited") == 1);

        call();

        assertThat(Duration.between(begun, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(limited).succeedsWithin(LIMIT);
    }

    @Test
    void isNotWaitedForLongerThanIsSet() {
        failing(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

        ApiFailureException failure = failure();

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        api.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void whatIsNotThereIsAskedForOnce() {
        api.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404).withBody("no guest@example.com here")));

        assertThat(failure()).hasMessage("GET /things: answered 404").satisfies(ApiClientIT::isNotFound);

        api.verify(1, getRequestedFor(anyUrl()));
    }

    private static void isNotFound(Throwable failure) {
        assertThat(((ApiFailureException) failure).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aRedirectIsNotFollowed() {
        api.stubFor(get("/things").willReturn(aResponse().withStatus(302).withHeader("Location", "/elsewhere")));

        assertThat(failure().kind()).isEqualTo(Kind.REFUSED);

        api.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void aSlowAnswerIsGivenUpOnAndAskedForAgain() {
        failing(aResponse().withFixedDelay(4000).withBody("{}"));

        call();

        assertThat(counted("bellhop.api.attempts", "timeout")).isEqualTo(1);
    }

    @Test
    void whoWaitsForAPlaceIsNotLate() {
        api.stubFor(get(anyUrl()).willReturn(okJson("{}").withFixedDelay(400)));

        List<Uni<JsonNode>> calls =
                IntStream.range(0, 40).mapToObj(i -> client.call(CALL)).toList();
        Uni.join().all(calls).andFailFast().await().atMost(LIMIT);

        assertThat(counted("bellhop.api.attempts", "timeout")).isZero();
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        failing(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        call();

        assertThat(counted("bellhop.api.attempts", "unreachable")).isEqualTo(1);
    }

    @Test
    void aHostThatIsNotThereIsUnreachable() {
        api.stop();

        ApiFailureException failure = failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.getMessage()).startsWith("GET /things: ");
        api.start();
    }

    @Test
    void whatIsNoJsonIsUnreadable() {
        api.stubFor(get(anyUrl()).willReturn(aResponse().withBody("<html>")));

        assertThat(failure().kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void anEmptyAnswerIsNothing() {
        api.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(204)));

        assertThat(call().isNull()).isTrue();
    }

    @Test
    void theBreakerOpensIsTriedAndCloses() {
        api.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        failure();
        failure();
        assertThat(breakerIsOpen()).isTrue();
        int asked = api.getAllServeEvents().size();
        Kind whileOpen = failure().kind();
        assertThat(whileOpen).isEqualTo(Kind.BREAKER_OPEN);
        assertThat(api.getAllServeEvents()).hasSize(asked);

        api.stubFor(get(anyUrl()).willReturn(okJson("{}")));
        Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> call().isObject());
        call();

        assertThat(breakerIsOpen()).isFalse();
    }

    private boolean breakerIsOpen() {
        return registry.get("bellhop.api.breaker.open")
                        .tag("host", "localhost:" + api.port())
                        .gauge()
                        .value()
                == 1;
    }

    /** Each once, in this order; then an answer. */
    private void failing(int... statuses) {
        ResponseDefinitionBuilder[] answers = new ResponseDefinitionBuilder[statuses.length];
        for (int i = 0; i < statuses.length; i++) {
            answers[i] = aResponse().withStatus(statuses[i]);
        }
        failing(answers);
    }

    private void failing(ResponseDefinitionBuilder... answers) {
        String state = STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = "after " + i;
            api.stubFor(get(anyUrl())
                    .inScenario("failing")
                    .whenScenarioStateIs(state)
                    .willSetStateTo(next)
                    .willReturn(answers[i]));
            state = next;
        }
        api.stubFor(
                get(anyUrl()).inScenario("failing").whenScenarioStateIs(state).willReturn(okJson("{}")));
    }

    private JsonNode call() {
        return client.call(CALL).await().atMost(LIMIT);
    }

    private ApiFailureException failure() {
        return catchThrowableOfType(ApiFailureException.class, this::call);
    }

    private double counted(String name, String outcome) {
        var counter = registry.find(name)
                .tag("source", source.name())
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
