package io.bellhop.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.bellhop.Api;
import io.bellhop.standin.Channex;
import io.bellhop.standin.StandIn;
import io.bellhop.standin.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChannexPullIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String FEED = "booking_revisions";

    private StandIn standIn;
    private Pulls pulls;

    @BeforeEach
    void start() {
        standIn = StandIn.start(0);
        standIn.channex().clearRevisions();
        pulls = Pulls.ofChannex(standIn);
        pulls.awaitFirst(FEED);
    }

    @AfterEach
    void stop() {
        pulls.forget();
        standIn.stop();
    }

    @Test
    void twentyFiveRevisionsWithOnePoisonAreAllStoredOnceAndAcknowledged() {
        List<String> revisions = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            revisions.add(
                    revision(UUID.randomUUID().toString(), UUID.randomUUID().toString()));
        }
        String poison = standIn.channex().putRevision("{\"id\":\"" + UUID.randomUUID() + "\",\"rooms\":17}");
        standIn.trouble(Trouble.status(503).on("POST", "*/ack"));

        JsonPath report = pulls.pull(FEED);

        assertThat(report.getString("outcome")).isEqualTo("succeeded");
        assertThat(report.getInt("seen")).isEqualTo(25);
        assertThat(report.getInt("new")).isEqualTo(24);
        assertThat(report.getInt("failed")).isEqualTo(1);
        assertThat(report.getInt("missed")).isEqualTo(24);
        assertThat(report.getInt("unacknowledged")).isZero();
        assertThat(standIn.channex().acknowledged())
                .containsAll(revisions)
                .contains(poison)
                .hasSize(25);
        events("reservation.created").body("items", hasSize(24));
        events("unreadable").body("items", hasSize(1));
        JsonPath again = pulls.pull(FEED);
        assertThat(again.getInt("seen")).isZero();
    }

    @Test
    void aRevisionIdThatIsNoneNeverReachesAnAddress() {
        standIn.channex().putRevision("{\"id\":\"../x\",\"booking_id\":\"b-1\",\"status\":\"new\"}");
        String good = revision(UUID.randomUUID().toString(), UUID.randomUUID().toString());

        JsonPath report = pulls.pull(FEED);

        assertThat(report.getInt("failed")).isEqualTo(1);
        assertThat(report.getInt("new")).isEqualTo(1);
        assertThat(standIn.channex().acknowledged()).containsExactly(good);
        assertThat(standIn.requests().keySet()).noneMatch(path -> path.contains("..") || path.contains("%2F"));
        events("unreadable").body("items", hasSize(1));
        pulls.pull(FEED);
        events("unreadable").body("items", hasSize(1));
    }

    @Test
    void manyThatCannotBeAcknowledgedDoNotHideTheOthers() {
        for (int i = 0; i < 12; i++) {
            standIn.channex().putRevision("{\"id\":\"../" + i + "\",\"inserted_at\":\"2026-01-01T00:00:00.000000\"}");
        }
        String good = revision(UUID.randomUUID().toString(), UUID.randomUUID().toString());

        JsonPath report = pulls.pull(FEED);

        assertThat(report.getInt("failed")).isEqualTo(12);
        assertThat(standIn.channex().acknowledged()).containsExactly(good);
    }

    @Test
    void whatCannotBeAcknowledgedNowIsAcknowledgedTheNextTime() {
        String revision =
                revision(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        standIn.trouble(Trouble.status(400).on("POST", "*/ack"));

        JsonPath first = pulls.pull(FEED);
        assertThat(first.getInt("unacknowledged")).isEqualTo(1);
        assertThat(standIn.channex().acknowledged()).isEmpty();
        JsonPath second = pulls.pull(FEED);

        assertThat(second.getInt("known")).isEqualTo(1);
        assertThat(standIn.channex().acknowledgements(revision)).isEqualTo(1);
        events("reservation.created").body("items", hasSize(1));
    }

    @Test
    void aWebhookLeadsToThePullOfWhatItTellsLittleOf() {
        String booking = UUID.randomUUID().toString();
        String revision = revision(UUID.randomUUID().toString(), booking);

        webhook(
                "booking_new",
                "{\"booking_id\":\"%s\",\"property_id\":\"%s\",\"revision_id\":\"%s\"}"
                        .formatted(booking, Channex.PROPERTY, revision));

        Awaitility.await().until(() -> standIn.channex().acknowledgements(revision) == 1);
        Awaitility.await().untilAsserted(() -> events("reservation.detailed").body("items", hasSize(1)));
        events("reservation.created").body("items", hasSize(1));
        JsonPath report = pulls.last(FEED);
        assertThat(report.getString("venue")).isEqualTo(Channex.PROPERTY);
        assertThat(report.getInt("missed")).isZero();
        Awaitility.await()
                .untilAsserted(() -> Api.asAdmin()
                        .get("/api/v1/reservations?source=" + pulls.source() + "&reference=" + booking)
                        .then()
                        .body("items[0].guest_name", equalTo("Ines Beispiel"))
                        .body("items[0].status", equalTo("confirmed")));
        String reservation = Api.asAdmin()
                .get("/api/v1/reservations?source=" + pulls.source() + "&reference=" + booking)
                .path("items[0].id");
        Api.asAdmin()
                .get("/api/v1/confirmations?reservation=" + reservation)
                .then()
                .body("items.kind", contains("confirmation"));
    }

    @Test
    void aMissedRevisionWhoseWebhookComesLateIsADuplicate() {
        String booking = UUID.randomUUID().toString();
        String revision = revision(UUID.randomUUID().toString(), booking);
        assertThat(pulls.pull(FEED).getInt("missed")).isEqualTo(1);

        webhook(
                        "booking_new",
                        "{\"booking_id\":\"%s\",\"property_id\":\"%s\",\"revision_id\":\"%s\"}"
                                .formatted(booking, Channex.PROPERTY, revision))
                .body("events[0].duplicate", equalTo(true));

        events("reservation.created").body("items", hasSize(1));
    }

    @Test
    void aWarningOfWhatIsKnownButNotAcknowledgedIsHeeded() {
        String booking = UUID.randomUUID().toString();
        String revision = revision(UUID.randomUUID().toString(), booking);
        standIn.trouble(Trouble.status(404).on("POST", "*/ack"));
        String payload = "{\"booking_id\":\"%s\",\"property_id\":\"%s\",\"booking_revision_id\":\"%s\"}"
                .formatted(booking, Channex.PROPERTY, revision);
        webhook("booking_new", payload);
        Awaitility.await().until(() -> pulls.ended(FEED) == 2);
        assertThat(standIn.channex().acknowledged()).isEmpty();

        webhook("non_acked_booking", payload).body("events[0].duplicate", equalTo(true));

        Awaitility.await().until(() -> standIn.channex().acknowledgements(revision) == 1);
        events("reservation.detailed").body("items", hasSize(1));
    }

    @Test
    void aBurstWithoutDataIsPulledOnceMoreAtMostHoweverManyComeMeanwhile() {
        standIn.trouble(Trouble.slow(Duration.ofSeconds(1)).on("*/availability"));
        for (int i = 0; i < 20; i++) {
            withoutData("ari", i);
        }

        Awaitility.await().atMost(LIMIT).until(() -> pulls.ended("availability") > 0 && pulls.isAtRest());

        assertThat(pulls.ended("availability")).isLessThanOrEqualTo(3);
        assertThat(pulls.ended("restrictions")).isLessThan(20);
        assertThat(pulls.last("availability").getString("asked_by")).isEqualTo("event");
        Awaitility.await()
                .untilAsserted(() -> Api.asAdmin()
                        .get("/api/v1/events?type=availability.changed&limit=100&source=" + pulls.source())
                        .then()
                        .body("items.provider_type", hasItems("availability", "restrictions")));
    }

    @Test
    void messagesAndReviewsWithoutDataArePulled() {
        withoutData("message", 1);
        withoutData("review", 2);

        Awaitility.await().until(() -> pulls.ended("messages") == 1 && pulls.ended("reviews") == 1);

        assertThat(pulls.last("messages").getString("outcome")).isEqualTo("succeeded");
        assertThat(pulls.last("reviews").getString("outcome")).isEqualTo("succeeded");
        Awaitility.await()
                .untilAsserted(() -> Api.asAdmin()
                        .get("/api/v1/events?origin=pull&limit=100&source=" + pulls.source())
                        .then()
                        .body("items.provider_type", hasItem("message")));
    }

    @Test
    void aBookingToldWithoutDataIsPulledAndNotMissed() {
        String booking = UUID.randomUUID().toString();
        String revision = revision(UUID.randomUUID().toString(), booking);

        withoutData("booking_new", 3);

        Awaitility.await().until(() -> standIn.channex().acknowledgements(revision) == 1);
        Awaitility.await().until(() -> pulls.ended(FEED) == 2);
        assertThat(pulls.last(FEED).getInt("new")).isEqualTo(1);
        assertThat(pulls.last(FEED).getInt("missed")).isZero();
    }

    @Test
    void whatAWebhookHasToldIsNoImportThoughTheFirstPullFindsIt() {
        Pulls unconnected = Pulls.ofChannexUnconnected(standIn);
        String booking = UUID.randomUUID().toString();
        String revision = revision(UUID.randomUUID().toString(), booking);
        unconnected
                .webhook()
                .channex(body(
                        "booking_new", "{\"booking_id\":\"%s\",\"revision_id\":\"%s\"}".formatted(booking, revision)))
                .statusCode(202);

        Pulls connected = unconnected.connectChannex();
        connected.awaitFirst(FEED);

        Api.asAdmin()
                .get("/api/v1/events?type=reservation.detailed&source=" + connected.source())
                .then()
                .body("items.origin", contains("pull"));
        connected.forget();
    }

    @Test
    void aFeedWithoutAScheduleIsPulledOnceWhenAPersonAsksForIt() {
        JsonPath report = pulls.pull("messages");

        assertThat(report.getString("outcome")).isEqualTo("succeeded");
        assertThat(pulls.isOnSchedule("messages")).isFalse();
    }

    @Test
    void afterALongOutageWhatHasLeftTheFeedIsFoundByItsTime() {
        pulls.lastSeen(Instant.now().minus(3, ChronoUnit.HOURS));
        String left = revision(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        standIn.channex().leaveFeed(left);

        JsonPath report = pulls.pull(FEED);

        assertThat(report.getInt("missed")).isEqualTo(1);
        events("reservation.created").body("items", hasSize(1)).body("items.origin", everyItem(equalTo("pull")));
    }

    /** @return its id */
    private String revision(String id, String booking) {
        String inserted = Instant.now()
                .minusSeconds(120)
                .truncatedTo(ChronoUnit.MICROS)
                .toString()
                .replace("Z", "");
        return standIn.channex().putRevision("""
                {"id":"%s","booking_id":"%s","property_id":"%s","status":"new","arrival_date":"2099-06-12",
                 "departure_date":"2099-06-15","amount":"412.50","currency":"EUR","inserted_at":"%s",
                 "customer":{"name":"Ines","surname":"Beispiel","mail":"ines.beispiel@example.com"}}
                """.formatted(id, booking, Channex.PROPERTY, inserted));
    }

    private ValidatableResponse webhook(String event, String payload) {
        return pulls.webhook().channex(body(event, payload)).statusCode(202);
    }

    private static byte[] body(String event, String payload) {
        return "{\"event\":\"%s\",\"payload\":%s,\"property_id\":\"%s\",\"user_id\":null,\"timestamp\":\"%s\"}"
                .formatted(event, payload, Channex.PROPERTY, Instant.now())
                .getBytes(UTF_8);
    }

    private void withoutData(String event, int second) {
        String body =
                "{\"event\":\"%s\",\"property_id\":\"%s\",\"user_id\":null,\"timestamp\":\"2026-05-05T13:00:%02dZ\"}"
                        .formatted(event, Channex.PROPERTY, second);
        pulls.webhook().channex(body.getBytes(UTF_8)).statusCode(202);
    }

    private ValidatableResponse events(String type) {
        return Api.asAdmin()
                .get("/api/v1/events?limit=100&source=" + pulls.source() + "&type=" + type)
                .then()
                .statusCode(200);
    }
}
