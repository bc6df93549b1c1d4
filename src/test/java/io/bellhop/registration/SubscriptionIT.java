package io.bellhop.registration;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import io.bellhop.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At a provider that takes new webhooks and has no other call. */
@QuarkusTest
class SubscriptionIT {

    private static final String URL = "https://gateway.example.com/webhooks/guestapi";
    private static final String FALLBACK = "https://second.example.com/webhooks/guestapi";

    private final WireMockServer provider =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private String source;

    @BeforeEach
    void aSource() {
        provider.start();
        provider.stubFor(post(urlEqualTo("/v1/subscriptions")).willReturn(ok()));
        source = "guestapi-" + UUID.randomUUID();
        settings(",\"subscribe-path\":\"/subscriptions\"", "primary-token", "fallback-token");
        Api.asAdmin()
                .contentType("application/json")
                .body(Map.of("credentials", Map.of("username", "gateway", "password", "pass-word")))
                .put("/api/v1/sources/" + source + "/credentials")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    @Test
    void subscribesOnceWithATokenInEachAddress() {
        look().statusCode(200).body("state", is("unknown"));

        put(URL, FALLBACK)
                .statusCode(201)
                .body("state", is("registered"))
                .body("present.WebhookURL", is(URL))
                .body(not(containsString("-token")));
        put(URL, FALLBACK).statusCode(200).body("state", is("registered"));

        look().body("state", is("registered"));
        provider.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/subscriptions"))
                        .withBasicAuth(new BasicCredentials("gateway", "pass-word"))
                        .withRequestBody(equalToJson("""
                                {"name":"bellhop-reservations","subscribeType":"reservations",
                                "WebhookURL":"%s/primary-token/reservations",
                                "FallBackUrl":"%s/fallback-token/reservations"}""".formatted(URL, FALLBACK))));
    }

    @Test
    void whatItHasNoCallForIsSaidToBeDoneByHand() {
        put(URL, null).statusCode(201);

        hasNoSuchCall(put(URL, FALLBACK));
        hasNoSuchCall(Api.asAdmin().delete(path()).then());
        hasNoSuchCall(Api.asAdmin().post(path() + "/test").then());
        hasNoSuchCall(Api.asAdmin().post(path() + "/rotate").then());
    }

    @Test
    void aTokenThatIsNoLongerTheNewestIsDrift() {
        put(URL, null).statusCode(201);

        settings(",\"subscribe-path\":\"/subscriptions\"", "newest-token", "fallback-token");

        look().body("state", is("drifted"))
                .body("drift[0].field", is("WebhookURL.token"))
                .body("drift[0].accepted", is(false));
    }

    @Test
    void whatWasRemovedThereIsForgottenHereAndSubscribedAgain() {
        put(URL, null).statusCode(201);

        Api.asAdmin().delete(path() + "?forget=true").then().statusCode(204);

        put(URL, FALLBACK).statusCode(201);
    }

    @Test
    void aFallbackTakesASecondSecret() {
        settings(",\"subscribe-path\":\"/subscriptions\"", "primary-token");

        put(URL, FALLBACK).statusCode(400).body("detail", startsWith("fallback_url "));
    }

    @Test
    void isOffUntilItIsSaidWhereOneSubscribes() {
        settings("", "primary-token");

        put(URL, null).statusCode(409).body("type", endsWith("not-set-up"));
        provider.verify(0, postRequestedFor(urlEqualTo("/v1/subscriptions")));
    }

    private void settings(String more, String... secrets) {
        Api.putSource(source, """
                {"provider":"guestapi","settings":{"base-url":"%s/v1","rate-per-minute":"60000"%s}}""".formatted(provider.baseUrl().replace("localhost", "127.0.0.1"), more), secrets);
    }

    private static void hasNoSuchCall(ValidatableResponse answer) {
        answer.statusCode(409).body("type", endsWith("provider-has-no-such-call"));
    }

    private ValidatableResponse put(String url, String fallbackUrl) {
        String fallback = fallbackUrl == null ? "null" : "\"" + fallbackUrl + "\"";
        return Api.asAdmin()
                .contentType("application/json")
                .body("{\"callback_url\":\"" + url + "\",\"fallback_url\":" + fallback + "}")
                .put(path())
                .then();
    }

    private ValidatableResponse look() {
        return Api.asAdmin().get(path()).then();
    }

    private String path() {
        return "/api/v1/sources/" + source + "/registration";
    }
}
