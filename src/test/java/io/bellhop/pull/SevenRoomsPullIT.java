package io.bellhop.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.bellhop.Api;
import io.bellhop.standin.StandIn;
import io.bellhop.standin.Trouble;
import io.bellhop.standin.Webhook;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SevenRoomsPullIT {

    private static final String RESERVATIONS = "/reservations/export";

    @TestHTTPResource
    String gateway;

    private StandIn standIn;
    private Pulls pulls;

    @BeforeEach
    void start() {
        standIn = StandIn.start(0);
        standIn.sevenRooms().clear();
        standIn.sevenRooms().putVenue("{\"id\":\"v-1\",\"name\":\"Harbour Example Grill\"}");
        pulls = Pulls.ofSevenRooms(standIn);
        pulls.awaitFirst("reservations");
        standIn.sevenRooms()
                .sendWebhooksTo(
                        gateway + "webhooks/" + pulls.source(), pulls.webhook().secret());
    }

    @AfterEach
    void stop() {
        pulls.forget();
        standIn.stop();
    }

    @Test
    void venuesArriveWithoutAnyWebhook() {
        pulls.awaitFirst("venues");

        assertThat(pulls.last("venues").getInt("new")).isEqualTo(1);
        Awaitility.await()
                .untilAsserted(() -> Api.asAdmin()
                        .get("/api/v1/venues?source=" + pulls.source())
                        .then()
                        .body("items.name", hasItems("Harbour Example Grill")));
    }

    @Test
    void venuesThatAreAsBeforeAreKnown() {
        pulls.awaitFirst("venues");

        JsonPath report = pulls.pull("venues");

        assertThat(report.getInt("known")).isEqualTo(1);
        assertThat(report.getInt("new")).isZero();
    }

    @Test
    void aVenueThatBecomesWhatItWasIsNewsEachTime() {
        pulls.awaitFirst("venues");
        for (String name : new String[] {"One", "Other", "One", "Other"}) {
            standIn.sevenRooms().putVenue("{\"id\":\"v-1\",\"name\":\"" + name + "\"}");

            assertThat(pulls.pull("venues").getInt("new")).isEqualTo(1);
        }

        Awaitility.await()
                .untilAsserted(() -> Api.asAdmin()
                        .get("/api/v1/venues?reference=v-1&source=" + pulls.source())
                        .then()
                        .body("items[0].name", equalTo("Other")));
    }

    @Test
    void aDroppedWebhookIsFoundAndCountedAsMissed() {
        String booked = standIn.sevenRooms().book(Webhook.DROPPED);

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getInt("new")).isEqualTo(1);
        assertThat(report.getInt("missed")).isEqualTo(1);
        events(booked).body("items", hasSize(1)).body("items[0].type", equalTo("reservation.created"));
        awaitReservation(booked).body("items[0].status", equalTo("confirmed"));
        JsonPath again = pulls.pull("reservations");
        assertThat(again.getInt("new")).isZero();
        assertThat(again.getInt("known")).isPositive();
    }

    @Test
    void oneThatWasReceivedIsNotStoredTwice() {
        String booked = standIn.sevenRooms().book(Webhook.SENT);
        events(booked).body("items", hasSize(1));

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getInt("new")).isZero();
        assertThat(report.getInt("missed")).isZero();
        events(booked).body("items", hasSize(1));
    }

    @Test
    void neitherIsOneInTheOtherStyleWhoseKeyIsAnother() {
        String updated = time(Instant.now().minusSeconds(5));
        String reservation = reservation("r-brief", updated, 4);
        standIn.sevenRooms().putReservation(reservation);
        webhook(reservation, "evt-1", Instant.now());

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getInt("new")).isZero();
        events("r-brief").body("items", hasSize(1));
    }

    @Test
    void aChangeAfterTheOneThatWasToldIsMissedThoughTheWebhookCameLater() {
        Instant first = Instant.now().minusSeconds(20);
        webhook(reservation("r-late", time(first), 4), "evt-1", Instant.now());
        standIn.sevenRooms().putReservation(reservation("r-late", time(first.plusSeconds(10)), 6));

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getInt("missed")).isEqualTo(1);
        Awaitility.await().untilAsserted(() -> awaitReservation("r-late").body("items[0].party_size", equalTo(6)));
    }

    @Test
    void aFilterThatTheProviderIgnoresIsKeptAllTheSame() {
        standIn.sevenRooms().honoursUpdatedSince(false);
        standIn.sevenRooms().putReservation(reservation("r-old", "2020-01-01T12:00:00", 2));

        pulls.pull("reservations");

        events("r-old").body("items", hasSize(0));
    }

    @Test
    void aTimeThatIsReadInTheWrongZoneIsNotTakenForOneLongSeen() {
        String fiveHoursBehind = time(Instant.now().minus(Duration.ofHours(5)));
        standIn.sevenRooms().putReservation(reservation("r-west", fiveHoursBehind, 2));

        pulls.pull("reservations");

        events("r-west").body("items", hasSize(1));
    }

    @Test
    void venuesArePulledWhenAPersonAsksForThem() {
        pulls.awaitFirst("venues");
        standIn.sevenRooms().putVenue("{\"id\":\"v-2\",\"name\":\"Lantern Example Grill\"}");

        Api.asAdmin()
                .post("/api/v1/venues/pull?source=" + pulls.source())
                .then()
                .statusCode(202)
                .body("items.feed", hasItems("venues"));

        Awaitility.await().until(() -> pulls.ended("venues") == 2);
        assertThat(pulls.last("venues").getInt("new")).isEqualTo(1);
        assertThat(pulls.last("venues").getString("asked_by")).isEqualTo("person");
    }

    @Test
    void aSourceWithoutSuchAFeedSaysSo() {
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"source\":\"%s\",\"feed\":\"stars\"}".formatted(pulls.source()))
                .post("/api/v1/pulls")
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
    }

    @Test
    void anEntryThatCannotBeReadIsSetAsideAndTheOthersAreStored() {
        standIn.sevenRooms().putReservation("{\"id\":\"r-good\",\"updated\":\"" + time(Instant.now()) + "\"}");
        standIn.sevenRooms()
                .putReservation(
                        "{\"id\":\"r-\\u0000bad\",\"notes\":\"\\u0000\",\"updated\":\"" + time(Instant.now()) + "\"}");
        standIn.sevenRooms().book(Webhook.DROPPED);

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getString("outcome")).isEqualTo("succeeded");
        assertThat(report.getInt("new") + report.getInt("failed")).isEqualTo(3);
        events("r-good").body("items", hasSize(1));
    }

    @Test
    void threeTimes503IsOneSuccess() {
        standIn.trouble(Trouble.status(503).times(3).on(RESERVATIONS));

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getString("outcome")).isEqualTo("succeeded");
        assertThat(report.getString("reason")).isNull();
    }

    @Test
    void aPullThatFailsSaysWhyAndTheNextSeesWhatItDidNot() {
        String booked = standIn.sevenRooms().book(Webhook.DROPPED);
        standIn.trouble(Trouble.status(500).times(5).on(RESERVATIONS));

        JsonPath failed = pulls.pull("reservations");

        assertThat(failed.getString("outcome")).isEqualTo("failed");
        assertThat(failed.getString("reason")).isEqualTo("GET " + RESERVATIONS + ": answered 500");
        events(booked).body("items", hasSize(0));
        assertThat(pulls.pull("reservations").getInt("missed")).isEqualTo(1);
    }

    @Test
    void tokensRevokedInMidRunAreRenewedOnce() {
        for (int i = 0; i < 10; i++) {
            standIn.sevenRooms().book(Webhook.DROPPED);
        }
        int tokens = standIn.requests("/oauth/token");
        standIn.sevenRooms().revokeTokens();

        JsonPath report = pulls.pull("reservations");

        assertThat(report.getInt("missed")).isEqualTo(10);
        assertThat(standIn.requests("/oauth/token")).isEqualTo(tokens + 1);
    }

    @Test
    void aFirstPullFindsThePastWithoutCallingItMissed() {
        standIn.sevenRooms().clear();
        standIn.sevenRooms()
                .putReservation(reservation("r-past", time(Instant.now().minus(Duration.ofDays(2))), 2));
        Pulls later = Pulls.ofSevenRooms(standIn);
        later.awaitFirst("reservations");

        JsonPath report = later.last("reservations");

        assertThat(report.getInt("new")).isEqualTo(1);
        assertThat(report.getInt("missed")).isZero();
        Api.asAdmin()
                .get("/api/v1/events?source=" + later.source() + "&subject=reservation/r-past")
                .then()
                .body("items[0].origin", equalTo("import"));
        later.forget();
    }

    private void webhook(String reservation, String id, Instant at) {
        String body =
                "{\"id\":\"%s\",\"event\":\"reservation.updated\",\"created_at\":\"%s\",\"data\":{\"reservation\":%s}}"
                        .formatted(id, at, reservation);
        pulls.webhook().sevenrooms(body.getBytes(UTF_8)).statusCode(202);
    }

    private static String reservation(String id, String updated, int guests) {
        return """
                {"id":"%s","created":"2026-01-01T12:00:00","updated":"%s","status":"CONFIRMED","max_guests":%d,
                 "date":"2099-06-20","arrival_time":"19:30"}""".formatted(id, updated, guests);
    }

    /** As SevenRooms writes it: without a zone. */
    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString().replace("Z", "");
    }

    private ValidatableResponse events(String reservation) {
        return Api.asAdmin()
                .get("/api/v1/events?source=" + pulls.source() + "&subject=reservation/" + reservation)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse awaitReservation(String reference) {
        String path = "/api/v1/reservations?source=" + pulls.source() + "&reference=" + reference;
        Awaitility.await().untilAsserted(() -> Api.asAdmin().get(path).then().body("items", hasSize(1)));
        return Api.asAdmin().get(path).then();
    }
}
