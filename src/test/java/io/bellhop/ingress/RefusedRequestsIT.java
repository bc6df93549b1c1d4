package io.bellhop.ingress;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.bellhop.Api;
import io.bellhop.Scrape;
import io.bellhop.SettableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RefusedRequestsIT {

    @Inject
    SettableClock clock;

    private String source;

    @BeforeEach
    void aSourceOfItsOwn() {
        source = "refused-" + UUID.randomUUID();
        Api.putSource(source, "{\"provider\":\"roomz\"}", "right");
    }

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void aCorrectedSecretProvesWhatTheWrongOneRefused() {
        byte[] body = Webhook.newPresence().getBytes(UTF_8);
        send(body, signature("rotated", body)).statusCode(401).body("status", is(401));
        send(body, signature("neither", body)).statusCode(401);
        assertThat(refusedReasons()).containsExactly("MISMATCH", "MISMATCH");
        assertThat(Api.eventCount(source)).isZero();

        Api.putSource(source, "{\"provider\":\"roomz\"}", "rotated", "right");
        reverify().body("checked", is(2)).body("accepted", is(1));

        assertThat(Api.eventCount(source)).isEqualTo(1);
        String event =
                Api.asAdmin().queryParam("source", source).get("/api/v1/events").path("items[0].id");
        assertThat(Api.asAdmin().get("/api/v1/events/" + event + "/body").asByteArray())
                .isEqualTo(body);
        reverify().body("checked", is(1)).body("accepted", is(0));
        send(body, signature("right", body)).statusCode(202).body("events[0].id", equalTo(event));
    }

    @Test
    void everyWayOfNotBeingGenuineIsRefusedAndKept() {
        byte[] body = Webhook.newPresence().getBytes(UTF_8);
        byte[] changed = body.clone();
        changed[20] ^= 1;
        byte[] hmac = Webhook.hmac("HmacSHA512", "right", body);

        send(changed, signature("right", body)).statusCode(401);
        send(body, signature("wrong", body)).statusCode(401);
        Webhook.json(body).post("/webhooks/" + source).then().statusCode(401);
        send(body, "").statusCode(401);
        send(body, HexFormat.of().formatHex(hmac)).statusCode(401);
        send(body, Base64.getUrlEncoder().encodeToString(hmac) + "!").statusCode(401);

        assertThat(refusedReasons())
                .containsExactly("MALFORMED", "MALFORMED", "MISSING", "MISSING", "MISMATCH", "MISMATCH");
        assertThat(Api.eventCount(source)).isZero();
    }

    @Test
    void aPersonMayAcceptOneAndAcceptingItAgainChangesNothing() {
        byte[] body = Webhook.newPresence().getBytes(UTF_8);
        send(body, "AAAA").statusCode(401);
        String id = onlyRefused("id");

        String event = accept(id)
                .statusCode(200)
                .body("events[0].duplicate", is(false))
                .extract()
                .path("events[0].id");
        accept(id).statusCode(200).body("events[0].duplicate", is(true)).body("events[0].id", equalTo(event));

        assertThat(Api.eventCount(source)).isEqualTo(1);
        Api.asAdmin()
                .get("/api/v1/refused/" + id)
                .then()
                .body("accepted_by", equalTo("bootstrap"))
                .body("events", is(List.of(event)));
    }

    @Test
    void ofALongBodyOnlyTheHeadIsKeptAndItCannotBeAccepted() {
        byte[] body = ("{\"id\":\"x\",\"fill\":\"" + "x".repeat(100_000) + "\"}").getBytes(UTF_8);
        send(body, "AAAA").statusCode(401);

        assertThat(onlyRefusedNumber("body_bytes")).isEqualTo(body.length);
        assertThat(onlyRefusedNumber("kept_bytes")).isEqualTo(65_536);
        accept(onlyRefused("id")).statusCode(409);
    }

    @Test
    void aStaleTimestampIsJudgedByWhenTheRequestCame() {
        Api.putSource(
                source,
                "{\"provider\":\"sevenrooms\",\"settings\":{\"signed-content\":\"timestamp.body\"}}",
                "to-be-corrected");
        byte[] body = "{\"id\":\"e1\",\"event\":\"guest.created\",\"data\":{}}".getBytes(UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        byte[] signed = (timestamp + "." + new String(body, UTF_8)).getBytes(UTF_8);
        Webhook.json(body)
                .header("X-SevenRooms-Timestamp", timestamp)
                .header("X-SevenRooms-Signature", HexFormat.of().formatHex(Webhook.hmac("HmacSHA256", "right", signed)))
                .post("/webhooks/" + source)
                .then()
                .statusCode(401);

        clock.moveOn(Duration.ofHours(5));
        Api.putSource(
                source, "{\"provider\":\"sevenrooms\",\"settings\":{\"signed-content\":\"timestamp.body\"}}", "right");

        reverify().body("accepted", is(1));
    }

    @Test
    void theNumberKeptIsBoundedAndThoseWithASignatureStayLongest() {
        byte[] body = "{}".getBytes(UTF_8);
        send(body, "AAAA").statusCode(401);
        Scrape before = Scrape.now();
        for (int i = 0; i < 60; i++) {
            Webhook.json(body).post("/webhooks/" + source).then().statusCode(401);
        }

        List<String> reasons = refusedReasons();

        assertThat(reasons).hasSize(50).contains("MALFORMED");
        Scrape after = Scrape.now();
        assertThat(dropped("unsigned", after) - dropped("unsigned", before)).isEqualTo(11);
        assertThat(dropped("trimmed", after)).isEqualTo(dropped("trimmed", before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfd_1", "evt_01a1fe520ce37b97a18dd883739ba859", "x"})
    void whatIsNoIdIsABadRequest(String id) {
        accept(id).statusCode(400);
    }

    @Test
    void anUnknownIdIsNotFound() {
        accept("rfd_01a1fe520ce37b97a18dd883739ba859").statusCode(404);
    }

    @Test
    void nothingOfItIsShownToWhoHasNoKey() {
        given().get("/api/v1/refused").then().statusCode(401);
        given().post("/api/v1/refused/reverify").then().statusCode(401);
    }

    private static double dropped(String reason, Scrape scrape) {
        return scrape.sum("bellhop_refused_requests_dropped_total", "reason", reason);
    }

    private ValidatableResponse send(byte[] body, String signature) {
        return Webhook.json(body)
                .header("Roomz-Signature", signature)
                .post("/webhooks/" + source)
                .then();
    }

    private static String signature(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(Webhook.hmac("HmacSHA512", secret, body));
    }

    private ValidatableResponse reverify() {
        return Api.asAdmin()
                .queryParam("source", source)
                .post("/api/v1/refused/reverify")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse accept(String id) {
        return Api.asAdmin().post("/api/v1/refused/" + id + "/accept").then();
    }

    private List<Map<String, Object>> refused() {
        return Api.asAdmin()
                .queryParam("source", source)
                .queryParam("limit", 500)
                .get("/api/v1/refused")
                .path("items");
    }

    private List<String> refusedReasons() {
        return refused().stream().map(item -> (String) item.get("reason")).toList();
    }

    private String onlyRefused(String field) {
        assertThat(refused()).hasSize(1);
        return (String) refused().get(0).get(field);
    }

    private int onlyRefusedNumber(String field) {
        assertThat(refused()).hasSize(1);
        return (Integer) refused().get(0).get(field);
    }
}
