package io.bellhop.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellhop.Api;
import io.bellhop.standin.Channex;
import io.bellhop.standin.StandIn;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A source of its own whose API is the stand-in's. */
record ChannexAccount(StandIn standIn, String source) {

    static final String SECRET = "the-first-secret-of-the-source";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ChannexAccount newAt(StandIn standIn) {
        ChannexAccount account = new ChannexAccount(standIn, "channex-" + UUID.randomUUID());
        Api.putSource(account.source, """
                {"provider":"channex","settings":{"base-url":"%s","rate-per-minute":"60000"}}""".formatted(standIn.channexUrl()), SECRET);
        Api.asAdmin()
                .contentType("application/json")
                .body(Map.of("credentials", Map.of("api-key", Channex.API_KEY)))
                .put("/api/v1/sources/" + account.source + "/credentials")
                .then()
                .statusCode(200);
        return account;
    }

    /** So that nobody asks the stand-in when it is gone. */
    void close() {
        Api.asAdmin().delete(path() + "?forget=true");
        Api.asAdmin().delete("/api/v1/sources/" + source + "/credentials");
    }

    String path() {
        return "/api/v1/sources/" + source + "/registration";
    }

    /** Where this gateway takes its webhooks. */
    String callbackUrl() {
        return RestAssured.baseURI + ":" + RestAssured.port + "/webhooks/" + source;
    }

    ValidatableResponse register() {
        return put("{\"callback_url\":\"" + callbackUrl() + "\"}");
    }

    ValidatableResponse put(String body) {
        return json().body(body).put(path()).then();
    }

    ValidatableResponse repair() {
        return Api.asAdmin().put(path()).then();
    }

    ValidatableResponse look() {
        return Api.asAdmin().get(path()).then();
    }

    ValidatableResponse rotate() {
        return Api.asAdmin().post(path() + "/rotate").then();
    }

    ValidatableResponse rotateTo(String secret) {
        return json().body(Map.of("secret", secret)).post(path() + "/rotate").then();
    }

    ValidatableResponse secrets(String... secrets) {
        return json().body(Map.of("secrets", List.of(secrets)))
                .put("/api/v1/sources/" + source + "/secrets")
                .then()
                .statusCode(200);
    }

    int secretCount() {
        return Api.asAdmin().get("/api/v1/sources/" + source).path("secret_count");
    }

    /** Those that wait for a second look. */
    int refused() {
        return Api.asAdmin()
                .queryParam("source", source)
                .queryParam("accepted", false)
                .queryParam("limit", 500)
                .get("/api/v1/refused")
                .path("items.size()");
    }

    /** How many of its events came as webhooks, of all pages. */
    int webhookCount() {
        int count = 0;
        Object[] cursor = {};
        while (cursor != null) {
            var page = Api.asAdmin()
                    .queryParam("source", source)
                    .queryParam("limit", 500)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/events")
                    .then()
                    .statusCode(200)
                    .extract();
            count += page.<List<?>>path("items.findAll{it.origin=='webhook'}").size();
            String next = page.path("next");
            cursor = next == null ? null : new Object[] {next};
        }
        return count;
    }

    /** The ids of its webhooks at the provider. */
    List<String> ids() {
        return standIn.channex().webhooks().entrySet().stream()
                .filter(entry -> entry.getValue().contains(source))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Its only webhook at the provider. */
    JsonNode webhook() {
        assertThat(ids()).hasSize(1);
        try {
            return MAPPER.readTree(standIn.channex().webhooks().get(ids().get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String registeredSecret() {
        return webhook().path("headers").path("X-Channex-Webhook-Secret").asText();
    }

    /** As a person does in the provider's pages. */
    void change(String json) {
        standIn.channex().changeWebhook(ids().get(0), json);
    }

    private static RequestSpecification json() {
        return Api.asAdmin().contentType("application/json");
    }
}
