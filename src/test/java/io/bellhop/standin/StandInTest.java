package io.bellhop.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final String CONTROLS = "/__stand-in";

    private final StandIn standIn = StandIn.start(0, InstantSource.fixed(NOW));
    private final Browser person = Browser.nobody(standIn);
    private final Browser client = Browser.sevenRooms(standIn);

    @AfterEach
    void stop() {
        standIn.stop();
    }

    @Test
    void troubleComesAsOftenAsAskedForWhereItWasAskedFor() {
        standIn.trouble(Trouble.status(503).on("GET", "/v1/ven*").times(2));

        assertThat(client.get("/venues").statusCode()).isEqualTo(200);
        assertThat(client.get("/v1/venues").statusCode()).isEqualTo(503);
        assertThat(client.get("/v1/venues").statusCode()).isEqualTo(503);
        assertThat(client.get("/v1/venues").statusCode()).isEqualTo(200);
    }

    @Test
    void troubleWithoutANumberLastsUntilItIsEnded() {
        standIn.trouble(Trouble.status(500).times(0));
        client.get("/venues");

        assertThat(client.get("/venues").statusCode()).isEqualTo(500);
        standIn.endTrouble();
        assertThat(client.get("/venues").statusCode()).isEqualTo(200);
    }

    @Test
    void whenToComeAgainIsToldInSecondsOrAsADate() {
        standIn.trouble(Trouble.status(429).retryAfter(Duration.ofSeconds(2)));
        standIn.trouble(Trouble.status(429).retryAfterDate(Duration.ofSeconds(2)));
        standIn.trouble(Trouble.status(429));

        assertThat(client.get("/venues").headers().firstValue("Retry-After")).contains("2");
        assertThat(client.get("/venues").headers().firstValue("Retry-After")).contains("Wed, 10 Jun 2026 08:00:02 GMT");
        assertThat(client.get("/venues").headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void anErrorsBodyHasTheProvidersShapeAndHoldsWhatMustNotBeLogged() {
        standIn.trouble(Trouble.status(429));
        Answered sevenRooms = Answered.of(client.get("/venues"));
        standIn.trouble(Trouble.status(503));
        Answered channex = Answered.of(Browser.channex(standIn).get("/api/v1/reviews"));

        assertThat(sevenRooms.text("/msg")).isEqualTo("Too Many Requests");
        assertThat(sevenRooms.text("/shown")).isEqualTo(client.credential());
        assertThat(channex.text("/errors/code")).isEqualTo("internal_server_error");
        assertThat(channex.text("/about")).contains("@example.com");
    }

    @Test
    void aSlowAnswerIsTheUsualOneAfterAWhile() {
        standIn.trouble(Trouble.slow(Duration.ofMillis(300)));
        long begin = System.nanoTime();

        HttpResponse<String> answer = client.get("/venues");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void anEndlessBodyGoesOn() throws IOException {
        standIn.trouble(Trouble.endlessBody());

        HttpResponse<InputStream> answer = Browser.send(client.request("/venues"), BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(20 << 20)).startsWith('{', ' ').hasSize(20 << 20);
        }
    }

    @Test
    void callsAreCountedWithWhatTheyBrought() {
        client.get("/v1/venues?limit=7&cursor=a%2Fb");

        Call call = standIn.calls("/v1/venues").get(0);

        assertThat(standIn.requests("/v1/venues")).isEqualTo(1);
        assertThat(standIn.requests("/oauth/token")).isEqualTo(1);
        assertThat(call.query()).containsEntry("limit", "7").containsEntry("cursor", "a/b");
        assertThat(call.headers()).containsEntry("authorization", client.credential());
        assertThat(call.at()).isEqualTo(NOW);
        standIn.forgetCalls();
        assertThat(standIn.requests("/v1/venues")).isZero();
    }

    @Test
    void aPersonMakesTroubleByHand() {
        HttpResponse<String> asked =
                person.post(CONTROLS + "/trouble?status=429&times=1&retry_after=2&path=/v1/venues", "");

        HttpResponse<String> answer = client.get("/v1/venues");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(person.post(CONTROLS + "/trouble", "").statusCode()).isEqualTo(400);
        person.post(CONTROLS + "/trouble?status=500&times=0", "");
        person.delete(CONTROLS + "/trouble");
        assertThat(client.get("/v1/venues").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonRevokesTokensAndBooks() {
        String booked = Answered.of(person.post(CONTROLS + "/book?provider=sevenrooms&webhook=dropped", ""))
                .text("/id");
        person.post(CONTROLS + "/book?provider=channex&webhook=sent", "");

        assertThat(Answered.of(client.get("/reservations/export")).ids()).contains(booked);
        assertThat(Answered.of(Browser.channex(standIn).get("/api/v1/booking_revisions/feed"))
                        .ids())
                .hasSize(3);
        person.post(CONTROLS + "/revoke", "");
        assertThat(client.get("/venues").statusCode()).isEqualTo(401);
        assertThat(Answered.of(person.get(CONTROLS)).text("/requests/~1venues")).isEqualTo("1");
    }
}
