package io.bellhop.registration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.standin.Channex;
import io.bellhop.standin.StandIn;
import io.bellhop.standin.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RegistrationIT {

    @Inject
    SettableClock clock;

    @Inject
    RegistrationSchedule schedule;

    private StandIn standIn;
    private ChannexAccount account;

    @BeforeEach
    void anAccountOfItsOwn() {
        standIn = StandIn.start(0);
        account = ChannexAccount.newAt(standIn);
    }

    @AfterEach
    void stop() {
        clock.backToNow();
        account.close();
        standIn.stop();
    }

    @Test
    void registersAWebhookThatReachesUs() {
        account.look().statusCode(200).body("state", is("unknown")).body("wanted", nullValue());

        account.register()
                .statusCode(201)
                .header("Location", endsWith(account.path()))
                .body("state", is("registered"))
                .body("wanted.callback_url", equalTo(account.callbackUrl()))
                .body("wanted.event_mask", is("*"))
                .body("wanted.is_active", is(true))
                .body("wanted.send_data", is(true))
                .body("drift", empty())
                .body("registered_at", notNullValue());

        assertThat(account.webhook().path("is_active").asBoolean()).isTrue();
        assertThat(account.webhook().path("send_data").asBoolean()).isTrue();
        assertThat(account.webhook().path("is_global").asBoolean()).isTrue();
        assertThat(standIn.channex().send("booking_new", Channex.PROPERTY, "{}"))
                .extracting(sent -> sent.status())
                .containsExactly(202);
        account.look()
                .statusCode(200)
                .body("state", is("registered"))
                .body("reference", equalTo(account.ids().get(0)))
                .body("present.callback_url", equalTo(account.callbackUrl()))
                .body("present.'headers.X-Channex-Webhook-Secret'", is("[redacted]"));
    }

    @Test
    void registeringAgainMakesNoSecondOne() {
        account.register().statusCode(201);
        account.register().statusCode(200);
        account.repair().statusCode(200);

        assertThat(account.ids()).hasSize(1);
    }

    @Test
    void aBodyMayBeLeftOutThoughItsTypeIsSaid() {
        account.register().statusCode(201);

        Api.asAdmin().contentType("application/json").put(account.path()).then().statusCode(200);
        Api.asAdmin()
                .contentType("application/json")
                .post(account.path() + "/rotate")
                .then()
                .statusCode(200);
    }

    @Test
    void oneThatIsThereAlreadyIsTakenOver() {
        account.register().statusCode(201);
        String id = account.ids().get(0);
        forget();

        account.register().statusCode(200).body("reference", equalTo(id));

        assertThat(account.ids()).containsExactly(id);
    }

    @Test
    void oneOfAnotherPropertyIsAnother() {
        account.register().statusCode(201);
        forget();

        String property = UUID.randomUUID().toString();
        account.put("{\"callback_url\":\"%s\",\"venue_id\":\"%s\"}".formatted(account.callbackUrl(), property))
                .statusCode(201)
                .body("present.property_id", equalTo(property))
                .body("present.is_global", is("false"));

        assertThat(account.ids()).hasSize(2);
    }

    @Test
    void manyAtOnceMakeOne() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> call = () -> account.register().extract().statusCode();
            for (var answer : callers.invokeAll(java.util.Collections.nCopies(8, call))) {
                assertThat(answer.get()).isIn(200, 201, 409);
            }
        } finally {
            callers.shutdown();
        }

        assertThat(account.ids()).hasSize(1);
        account.look().body("state", is("registered"));
    }

    @Test
    void whatIsAskedForIsWrittenAndWhatIsLeftOutLaterIsTakenAway() {
        account.put("""
                        {"callback_url":"%s","event_mask":"message;ari","request_params":{"env":"test"},
                        "headers":{"X-Env":"canary"},"send_data":false,"is_active":false}""".formatted(account.callbackUrl()))
                .statusCode(201)
                .body("wanted.headers", contains("X-Env"))
                .body("wanted.request_params", contains("env"))
                .body("present.is_active", is("false"));
        assertThat(account.webhook().path("request_params").path("env").asText())
                .isEqualTo("test");
        assertThat(account.webhook().path("headers").path("X-Env").asText()).isEqualTo("canary");
        account.look().body("state", is("registered")).body("drift", empty());

        account.register().statusCode(200).body("wanted.event_mask", is("*"));

        assertThat(account.webhook().path("headers").has("X-Env")).isFalse();
        account.look().body("state", is("registered"));
    }

    @Test
    void driftIsSeenAndRepairedWhenToldTo() {
        account.register().statusCode(201);
        account.change("""
                {"is_active":false,"send_data":false,"event_mask":"message","callback_url":"https://user:canary@other.example.com/%s?token=canary",
                "headers":{"X-Channex-Webhook-Secret":"canary"}}""".formatted(account.source()));

        account.look()
                .body("state", is("drifted"))
                .body("drift.find{it.field=='is_active'}.wanted", is("true"))
                .body("drift.find{it.field=='is_active'}.present", is("false"))
                .body("drift.find{it.field=='event_mask'}.present", is("message"))
                .body("drift.find{it.field=='headers.X-Channex-Webhook-Secret'}.secret", is(true))
                .body("drift.find{it.field=='headers.X-Channex-Webhook-Secret'}.accepted", is(false))
                .body(not(containsString("canary")))
                .body(not(containsString(ChannexAccount.SECRET)));
        assertThat(account.webhook().path("is_active").asBoolean()).isFalse();
        account.repair().statusCode(200).body("state", is("registered"));

        assertThat(account.webhook().path("is_active").asBoolean()).isTrue();
        assertThat(account.registeredSecret()).isEqualTo(ChannexAccount.SECRET);
        account.look().body("state", is("registered")).body("drift", empty());
    }

    @Test
    void aSecretThatIsOlderThanOursIsSeen() {
        account.register().statusCode(201);
        account.secrets("a-newer-secret-of-the-source", ChannexAccount.SECRET);

        account.look()
                .body("state", is("drifted"))
                .body("drift[0].secret", is(true))
                .body("drift[0].accepted", is(true));
        account.repair().statusCode(200);

        assertThat(account.registeredSecret()).isEqualTo("a-newer-secret-of-the-source");
    }

    @Test
    void duplicatesAreSeenAndRemoved() {
        account.register().statusCode(201);
        String id = account.ids().get(0);
        given().header("user-api-key", Channex.API_KEY)
                .contentType("application/json")
                .body("{\"webhook\":" + account.webhook() + "}")
                .post(standIn.channexUrl() + "/webhooks")
                .then()
                .statusCode(201);
        assertThat(account.ids()).hasSize(2);

        account.look().body("drift.field", contains("duplicates")).body("drift[0].present", is("1"));
        account.repair().statusCode(200);

        assertThat(account.ids()).containsExactly(id);
    }

    @Test
    void oneThatIsGoneIsMadeAgain() {
        account.register().statusCode(201);
        standIn.channex().clearWebhooks();

        account.look().body("state", is("absent"));
        account.repair().statusCode(201);

        account.look().body("state", is("registered"));
    }

    @Test
    void removesItThereAndHere() {
        account.register().statusCode(201);

        remove().statusCode(204);

        assertThat(account.ids()).isEmpty();
        remove().statusCode(404);
    }

    @Test
    void oneThatIsGoneThereCanStillBeRemovedHere() {
        account.register().statusCode(201);
        standIn.channex().clearWebhooks();

        remove().statusCode(204);

        account.look().body("state", is("unknown"));
    }

    @Test
    void aTestAnswersWithWhatTheProviderWasAnswered() {
        account.register().statusCode(201);

        Api.asAdmin()
                .post(account.path() + "/test")
                .then()
                .statusCode(200)
                .body("status_code", is(202))
                .body("body", containsString("evt_"));
        assertThat(account.webhookCount()).isEqualTo(1);
    }

    @Test
    void aCheckLooksByItselfAndTheMetricTells() {
        account.register().statusCode(201);
        account.change("{\"is_active\":false}");
        tick();
        assertThat(drift()).isEqualTo("0.0");

        clock.moveOn(Duration.ofMinutes(61));
        tick();
        assertThat(drift()).isEqualTo("1.0");

        account.repair().statusCode(200);
        tick();
        assertThat(drift()).isEqualTo("0.0");
    }

    @Test
    void aCheckIsMadeOnceInItsTime() {
        account.register().statusCode(201);
        clock.moveOn(Duration.ofMinutes(61));
        standIn.forgetCalls();

        tick();
        tick();

        assertThat(standIn.requests("/api/v1/webhooks")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 502, provider-credentials-refused",
        "403, 502, provider-forbidden",
        "404, 502, provider-not-found",
        "422, 422, provider-refused",
    })
    void whatTheProviderRefusesIsAProblemThatSaysWhich(int theirs, int ours, String type) {
        standIn.trouble(Trouble.status(theirs).on("/api/v1/webhooks").times(0));

        account.register()
                .statusCode(ours)
                .contentType("application/problem+json")
                .body("type", endsWith(type))
                .body(not(containsString(Channex.API_KEY)))
                .body(not(containsString("Petra")));
        standIn.endTrouble();

        account.register().statusCode(201);
    }

    @Test
    void aProviderThatDoesNotAnswerIsAProblem() {
        standIn.stop();

        account.register().statusCode(503).body("type", startsWith("urn:bellhop:problem:provider-"));
        account.look().statusCode(503);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|callback_url is missing",
                "{\"callback_url\":\"http://gateway.example.com\"}|callback_url ",
                "{\"callback_url\":\"https://a.example.com\",\"event_mask\":\"ari;\"}|event_mask ",
                "{\"callback_url\":\"https://a.example.com\",\"headers\":{\"Host\":\"canary\"}}|headers ",
                "{\"callback_url\":\"https://a.example.com\",\"headers\":{\"x-channex-webhook-secret\":\"canary\"}}|headers",
                "{\"callback_url\":\"https://a.example.com\",\"venue_id\":\"canary\"}|venue_id ",
                "{\"callback_url\":\"https://a.example.com\",\"fallback_url\":\"https://b.example.com\"}|fallback_url "
            })
    void whatCannotBeIsABadRequestThatNamesTheField(String body, String begin) {
        account.put(body).statusCode(400).body("detail", startsWith(begin)).body(not(containsString("canary")));

        assertThat(standIn.requests("/api/v1/webhooks")).isZero();
    }

    @Test
    void aSourceThatIsNotSetUpForItIsSaidToBe() {
        Api.putSource("bare-" + account.source(), "{\"provider\":\"roomz\"}", "a-secret");
        account.secrets();

        Api.asAdmin()
                .get("/api/v1/sources/bare-" + account.source() + "/registration")
                .then()
                .statusCode(409)
                .body("type", endsWith("not-set-up"));
        account.register().statusCode(409).body("detail", containsString("no secret"));
        Api.asAdmin().get("/api/v1/sources/nobody/registration").then().statusCode(404);
        given().get(account.path()).then().statusCode(401);
    }

    @Test
    void aSourceThatIsRemovedTakesItsRegistrationWithIt() {
        account.register().statusCode(201);

        Api.asAdmin().delete("/api/v1/sources/" + account.source()).then().statusCode(204);

        account.look().statusCode(404);
    }

    private static String metric(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private String drift() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("bellhop_registration_drift") && line.contains(account.source()))
                .map(RegistrationIT::metric)
                .findFirst()
                .orElse("none");
    }

    private void tick() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> schedule.tick());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void forget() {
        Api.asAdmin().delete(account.path() + "?forget=true").then().statusCode(204);
    }

    private io.restassured.response.ValidatableResponse remove() {
        return Api.asAdmin().delete(account.path()).then();
    }
}
