package io.bellhop.ingress;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.bellhop.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine or not, whatever comes gets a clear answer, and what is genuine is kept. */
@QuarkusTest
class BadInputIT {

    private static final int MIB = 1024 * 1024;
    private static final Webhook ROOMZ = new Webhook("roomz", "dev-roomz-secret");

    static Stream<byte[]> unreadableBodies() {
        String unique = UUID.randomUUID().toString();
        return Stream.of(
                ("not JSON " + unique).getBytes(UTF_8),
                new byte[0],
                ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8),
                ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(UTF_8),
                new byte[] {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'},
                new byte[] {0, 0, 0, 0},
                ("{\"id\":\"" + unique + "\",\"id\":\"again\"}").getBytes(UTF_8),
                ("{\"id\":" + "9".repeat(10_000) + "}").getBytes(UTF_8),
                ("{\"id\":\"" + unique + "\"} {}").getBytes(UTF_8),
                ("{\"id\":\"" + unique + "\"}").getBytes(UTF_16),
                "42".getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void aGenuineBodyThatCannotBeReadIsKeptAsItIs(byte[] body) {
        String id = ROOMZ.roomz(body).statusCode(202).extract().path("events[0].id");

        ValidatableResponse event = Api.asAdmin().get("/api/v1/events/" + id).then();
        event.body("type", equalTo("unreadable"));
        assertThat(event.extract().<String>path("note")).isNotBlank().doesNotContain("9999", "again");
        assertThat(Api.asAdmin().get("/api/v1/events/" + id + "/body").asByteArray())
                .isEqualTo(body);
    }

    @Test
    void nulCharactersAndLoneSurrogatesAreKept() {
        String id = "nul-\\u0000-\\ud800-" + UUID.randomUUID();
        String body = "{\"id\":\"" + id + "\",\"type\":\"a\\u0000b\",\"data\":{\"workspaceId\":\"\\u0000\\ud800\"}}";

        ROOMZ.roomz(body).statusCode(202).body("events[0].duplicate", is(false));
        ROOMZ.roomz(body.replace("ud800", "ud801")).statusCode(202).body("events[0].duplicate", is(false));
        ROOMZ.roomz(body).statusCode(202).body("events[0].duplicate", is(true));
    }

    @Test
    void hugeExponentsAndFarDatesAreKept() {
        String body = "{\"id\":\"" + UUID.randomUUID()
                + "\",\"timestamp\":\"+999999999-01-01T00:00:00Z\",\"data\":{\"x\":1e1000000000}}";

        ROOMZ.roomz(body).statusCode(202).body("events[0].duplicate", is(false));
    }

    @Test
    void anotherContentTypeIsNoReasonToLoseAnEvent() {
        byte[] body = Webhook.newPresence().getBytes(UTF_8);

        given().contentType("text/html")
                .body(body)
                .header(
                        "Roomz-Signature",
                        Base64.getEncoder().encodeToString(Webhook.hmac("HmacSHA512", "dev-roomz-secret", body)))
                .post("/webhooks/roomz")
                .then()
                .statusCode(202);
    }

    @Test
    void aBodyOfTenMebibytesIsTooLarge() {
        ROOMZ.roomz(new byte[10 * MIB])
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bellhop:problem:too-large"));
    }

    @Test
    void aChunkedBodyOfTenMebibytesIsTooLargeAndNeverCut() throws IOException {
        int before = Api.eventCount("roomz");
        String chunk = Integer.toHexString(64 * 1024) + "\r\n" + "x".repeat(64 * 1024) + "\r\n";

        String answer;
        try (RawHttp http = new RawHttp(RestAssured.port)) {
            http.send("POST /webhooks/roomz HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 160; i++) {
                http.send(chunk);
            }
            answer = http.send("0\r\n\r\n").readToEnd();
        }

        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:bellhop:problem:too-large");
        assertThat(Api.eventCount("roomz")).isEqualTo(before);
    }

    @Test
    void aBodyOfTheGreatestSizeIsTaken() {
        byte[] body = ("{\"id\":\"" + UUID.randomUUID() + "\",\"fill\":\"").getBytes(UTF_8);
        byte[] whole = Arrays.copyOf(body, MIB);
        Arrays.fill(whole, body.length, MIB, (byte) 'x');
        whole[MIB - 2] = '"';
        whole[MIB - 1] = '}';

        ROOMZ.roomz(whole).statusCode(202);
        ROOMZ.roomz(Arrays.copyOf(whole, MIB + 1)).statusCode(413);
    }

    @Test
    void aHeaderOf64KibIsRefused() throws IOException {
        try (RawHttp http = new RawHttp(RestAssured.port)) {
            String answer = http.send("POST /webhooks/roomz HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX: "
                            + "x".repeat(64 * 1024) + "\r\n\r\n")
                    .readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void aSenderThatDripsItsBodyIsCutOff() throws IOException {
        try (RawHttp http = new RawHttp(RestAssured.port)) {
            String answer = http.send("POST /webhooks/roomz HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n{")
                    .readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 408").contains("urn:bellhop:problem:too-slow");
        }
    }

    @Test
    void anUnknownSourceIsNotFoundAndNotEchoed() {
        String answer = given().body("{}")
                .post("/webhooks/<script>alert(1)</script>")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(answer).doesNotContain("script");
    }

    @Test
    void onlyPostIsTaken() {
        given().get("/webhooks/roomz").then().statusCode(405).header("Allow", "POST");
        given().put("/webhook/reservation-created").then().statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks", "/webhooks/", "/webhooks//", "/webhook/"})
    void anAddressWithoutASourceIsAClearError(String path) throws IOException {
        try (RawHttp http = new RawHttp(RestAssured.port)) {
            String answer = http.send(
                            "POST " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
                    .readToEnd();

            assertThat(answer)
                    .matches("(?s)HTTP/1.1 4\\d\\d .*")
                    .contains("problem+json")
                    .doesNotContain("at io.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/roomz?x=%zz",
                "/roomz?x=%",
                "/roomz?%4",
                "/roomz/%zz",
                "/roomz/%",
                "/%zz",
                "/roomz/a%2",
                "/guestapi/a-token?x=%zz"
            })
    void anAddressThatIsNotProperlyEncodedIsABadRequestAndNotRepeated(String address) throws IOException {
        try (RawHttp http = new RawHttp(RestAssured.port)) {
            String answer = http.send("POST /webhooks" + address
                            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                    .readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("a-token", "%zz");
        }
    }

    @Test
    void whatCannotBeAskedIsABadRequest() {
        Api.asAdmin()
                .urlEncodingEnabled(false)
                .get("/api/v1/events?source=%00")
                .then()
                .statusCode(400);
        Api.asAdmin().get("/api/v1/events?limit=501").then().statusCode(400);
        Api.asAdmin().get("/api/v1/events?limit=many").then().statusCode(400);
        Api.asAdmin().get("/api/v1/events?cursor=x").then().statusCode(400);
        Api.asAdmin().get("/api/v1/events?from=yesterday").then().statusCode(400);
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"provider\":\"roomz\",\"settings\":{\"rate-limit\":null}}")
                .put("/api/v1/sources/nulls")
                .then()
                .statusCode(400);
    }

    @Test
    void noSourceInsistsOnACertificateThatNobodyIsAskedFor() {
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"provider\":\"roomz\",\"settings\":{\"client-certificate\":\"sender.example.test\"}}")
                .put("/api/v1/sources/insisting")
                .then()
                .statusCode(400)
                .body("detail", containsString("bellhop.tls.client-authorities"));
        Api.asAdmin().get("/api/v1/sources/insisting").then().statusCode(404);
    }

    @Test
    void farAwayTimesAreTimesAllTheSame() {
        ROOMZ.roomz(Webhook.newPresence()).statusCode(202);

        Api.asAdmin()
                .urlEncodingEnabled(false)
                .get("/api/v1/events?limit=1&from=1960-01-01T00:00:00Z")
                .then()
                .body("items.size()", is(1));
        Api.asAdmin()
                .urlEncodingEnabled(false)
                .get("/api/v1/events?limit=1&to=%2B100000-01-01T00:00:00Z")
                .then()
                .body("items.size()", is(1));
    }

    @Test
    void largeBodiesHeldOpenDoNotShutOrdinaryWebhooksOut() throws IOException {
        List<RawHttp> held = new ArrayList<>();
        try {
            for (int i = 0; i < 72; i++) {
                RawHttp http = new RawHttp(RestAssured.port);
                held.add(http);
                http.send("POST /webhooks/roomz HTTP/1.1\r\nHost: h\r\nContent-Length: " + MIB + "\r\n\r\n")
                        .send(new byte[MIB - 1]);
            }

            ROOMZ.roomz(Webhook.newPresence()).statusCode(202);
        } finally {
            for (RawHttp http : held) {
                http.close();
            }
        }
    }

    @Test
    void moreThanTheSourceMaySendIsToldWhenToComeAgain() {
        Webhook webhook = new Webhook("limited-" + UUID.randomUUID(), "s");
        Api.putSource(webhook.source(), "{\"provider\":\"channex\",\"settings\":{\"rate-limit\":\"2\"}}", "s");

        Stream<ValidatableResponse> answers =
                Stream.generate(() -> webhook.channex("{}")).limit(5);

        assertThat(answers.filter(answer -> answer.extract().statusCode() == 429))
                .isNotEmpty()
                .allSatisfy(
                        answer -> assertThat(Integer.parseInt(answer.extract().header("Retry-After")))
                                .isPositive());
    }
}
