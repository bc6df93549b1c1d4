package io.bellhop.processing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that cannot be processed holds up no other, is tried again, and is set aside for a person. */
@QuarkusTest
class DeadLettersIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    /** Longer than any pause between two tries. */
    private static final Duration PAUSE = Duration.ofMinutes(6);

    private static final int MAX_ATTEMPTS = 5;

    @Inject
    SettableClock clock;

    private Webhook hotel;

    @BeforeEach
    void nothingFailedYet() {
        Database.forgetState();
        hotel = Webhook.toNewSource("channex");
    }

    @AfterEach
    void backToNow() {
        clock.backToNow();
        Database.execute("drop trigger if exists poison on reservation");
    }

    @Test
    void onePoisonEventAmongAThousandIsSetAsideAloneAndProcessedOnceItsFaultIsMended() throws Exception {
        Webhook bistro = Webhook.toNewSource("sevenrooms");
        poison("r-500");

        sendAThousandAtOnce(bistro);
        Database.awaitProcessed();
        assertThat(Rows.all("reservations", "source", bistro.source())).hasSize(999);
        JsonNode retrying = Rows.only("events", "source", bistro.source(), "state", "retrying");
        untilSetAside(retrying.get("id").textValue());

        assertThat(Rows.all("events", "source", bistro.source(), "state", "processed"))
                .hasSize(999);
        assertThat(Rows.all("events", "source", bistro.source())).hasSize(1000);
        JsonNode dead = Rows.only("events", "source", bistro.source(), "state", "dead");
        assertThat(dead.get("subject").textValue()).isEqualTo("reservation/r-500");
        assertThat(dead.get("attempts").intValue()).isEqualTo(MAX_ATTEMPTS);
        assertThat(dead.get("failure").textValue()).isEqualTo("PostgreSQL refused it: SQLSTATE P0001");
        assertThat(dead.get("retry_at").isNull()).isTrue();

        Database.execute("drop trigger poison on reservation");
        processAgain(dead.get("id").textValue())
                .statusCode(202)
                .body("id", equalTo(dead.get("id").textValue()));
        Database.awaitProcessed();

        assertThat(Rows.all("events", "source", bistro.source(), "state", "dead"))
                .isEmpty();
        assertProcessed(dead.get("id").textValue());
        assertThat(Rows.only("reservations", "reference", "r-500").get("source").textValue())
                .isEqualTo(bistro.source());
    }

    @Test
    void whatAFailedEventChangedBeforeItFailedIsNotKept() {
        poison("booking-1");

        String event = send("booking-1");
        Database.awaitProcessed();

        assertThat(Rows.one("events", event).get("state").textValue()).isEqualTo("retrying");
        assertThat(Rows.all("venues", "source", hotel.source())).isEmpty();
    }

    @Test
    void anEventThatFailedIsTriedAgainWhenItsTimeHasComeAndNotBefore() {
        poison("booking-1");
        String event = send("booking-1");
        Database.awaitProcessed();
        Database.execute("drop trigger poison on reservation");

        send("booking-2");
        Database.awaitProcessed();
        assertThat(Rows.one("events", event).get("state").textValue()).isEqualTo("retrying");
        assertThat(Rows.one("events", event).get("attempts").intValue()).isEqualTo(1);

        clock.moveOn(Duration.ofSeconds(6));
        send("booking-3");
        awaitState(event, "processed");

        assertThat(Rows.only("reservations", "reference", "booking-1")
                        .get("status")
                        .textValue())
                .isEqualTo("confirmed");
    }

    @Test
    void anEventWhoseSourceWasRemovedIsProcessedAfterTheSourceIsMadeAgain() {
        String event = send("booking-1");
        Database.awaitProcessed();
        Database.execute("truncate reservation");
        removeSource();

        processAgain(event).statusCode(202);
        awaitState(event, "retrying");
        Api.asAdmin()
                .get("/api/v1/events/" + event + "/changes")
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
        untilSetAside(event);
        assertThat(Rows.one("events", event).get("failure").textValue())
                .isEqualTo("no usable source named \"" + hotel.source() + "\"");

        Api.putSource(hotel.source(), "{\"provider\":\"channex\"}", hotel.secret());
        processAgain(event).statusCode(202);
        Database.awaitProcessed();

        assertProcessed(event);
        assertThat(Rows.all("reservations", "source", hotel.source())).hasSize(1);
    }

    @Test
    void aMergeWithoutIdsIsSetAsideAtOnce() {
        Webhook bistro = Webhook.toNewSource("sevenrooms");

        String event = bistro.sevenrooms("{\"id\":\"%s\",\"event\":\"guest.merged\",\"data\":{}}"
                        .formatted(UUID.randomUUID())
                        .getBytes(UTF_8))
                .statusCode(202)
                .extract()
                .path("events[0].id");
        Database.awaitProcessed();

        JsonNode dead = Rows.only("events", "source", bistro.source(), "state", "dead");
        assertThat(dead.get("id").textValue()).isEqualTo(event);
        assertThat(dead.get("attempts").intValue()).isEqualTo(1);
        assertThat(dead.get("failure").textValue()).isEqualTo("a merge without the id of the guest that stays");
    }

    @Test
    void processingAnEventAgainChangesNothingThatIsNewerByNow() {
        String event = send("booking-1");
        Database.awaitProcessed();
        hotel.channex("""
                        {"event":"booking_cancellation","property_id":"property-1","timestamp":"2026-05-08T06:00:45Z",\
                        "payload":{"booking_id":"booking-1","revision_id":"%s"}}""".formatted(UUID.randomUUID())).statusCode(202);
        Database.awaitProcessed();
        JsonNode before = Rows.only("reservations", "source", hotel.source());

        processAgain(event).statusCode(202);
        Database.awaitProcessed();

        assertProcessed(event);
        assertThat(before.get("status").textValue()).isEqualTo("canceled");
        assertThat(Rows.only("reservations", "source", hotel.source())).isEqualTo(before);
    }

    @Test
    void whatAnEventMeansIsShownInTheOrderItIsApplied() {
        String event = send("booking-1");

        Api.asAdmin()
                .get("/api/v1/events/" + event + "/changes")
                .then()
                .statusCode(200)
                .body("items.kind", is(List.of("venue", "reservation", "pull_needed")))
                .body("items[1].change.reference", equalTo("booking-1"))
                .body("items[1].change.fields.status", equalTo("confirmed"));
    }

    @Test
    void anUnknownEventIsNotFound() {
        String unknown = "evt_01a1fe520ce37b97a18dd883739ba859";

        processAgain(unknown).statusCode(404).contentType("application/problem+json");
        Api.asAdmin()
                .get("/api/v1/events/" + unknown + "/changes")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evt_1", "x", "01a1fe52-0ce3-7b97-a18d-d883739ba859", "rfd_01a1fe520ce37b97a18dd883739ba859"})
    void whatIsNoIdIsABadRequest(String id) {
        processAgain(id).statusCode(400).contentType("application/problem+json").body("detail", containsString("evt_"));
        Api.asAdmin().get("/api/v1/events/" + id + "/changes").then().statusCode(400);
    }

    @Test
    void nothingIsShownOrDoneForWhoHasNoKey() {
        String event = send("booking-1");

        given().post("/api/v1/events/" + event + "/process").then().statusCode(401);
        given().get("/api/v1/events/" + event + "/changes").then().statusCode(401);
        for (String path : List.of("reservations", "guests", "venues", "rooms", "availability", "events")) {
            given().get("/api/v1/" + path).then().statusCode(401);
        }
    }

    private void poison(String reference) {
        Database.execute("""
                create or replace function poisoned() returns trigger language plpgsql as $$
                begin
                    raise exception 'poisoned by %', new.guest_name;
                end $$;
                create trigger poison before insert or update on reservation for each row
                    when (new.reference = '""" + reference + "') execute function poisoned()");
    }

    /** Fifty in each request, as SevenRooms batches them. */
    private static void sendAThousandAtOnce(Webhook bistro) throws Exception {
        List<Callable<ValidatableResponse>> requests = new ArrayList<>();
        for (int first = 0; first < 1000; first += 50) {
            String body = IntStream.range(first, first + 50)
                    .mapToObj(i -> """
                            {"entity_type":"reservation","event_type":"created",\
                            "entity":{"id":"r-%1$d","client_id":"c-%1$d","venue_id":"v","updated":"2026-06-01T09:15:04"}}""".formatted(i))
                    .collect(Collectors.joining(",", "[", "]"));
            requests.add(() -> bistro.sevenrooms(body.getBytes(UTF_8)).statusCode(202));
        }
        ExecutorService senders = Executors.newFixedThreadPool(8);
        for (var request : senders.invokeAll(requests)) {
            request.get();
        }
        senders.shutdown();
    }

    /** @return the event's id */
    private String send(String booking) {
        return hotel.channex("""
                        {"event":"booking_new","property_id":"property-1","timestamp":"2026-05-06T09:41:30Z",\
                        "payload":{"booking_id":"%s","revision_id":"%s","customer_name":"Zoë Muster"}}""".formatted(booking, UUID.randomUUID()))
                .statusCode(202)
                .extract()
                .path("events[0].id");
    }

    private void removeSource() {
        Api.asAdmin().delete("/api/v1/sources/" + hotel.source()).then().statusCode(204);
    }

    /** Lets the pauses pass; another event wakes the processing. */
    private void untilSetAside(String event) {
        Webhook another = Webhook.toNewSource("roomz");
        int attempts = Rows.one("events", event).get("attempts").intValue();
        while (attempts < MAX_ATTEMPTS) {
            clock.moveOn(PAUSE);
            another.roomz(Webhook.newPresence()).statusCode(202);
            int next = attempts + 1;
            await().atMost(TIME_LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Rows.one("events", event).get("attempts").intValue() == next);
            attempts = next;
        }
        assertThat(Rows.one("events", event).get("state").textValue()).isEqualTo("dead");
    }

    private static void awaitState(String event, String state) {
        await().atMost(TIME_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Rows.one("events", event).get("state").textValue().equals(state));
    }

    private static void assertProcessed(String event) {
        JsonNode shown = Rows.one("events", event);
        assertThat(shown.get("state").textValue()).isEqualTo("processed");
        assertThat(shown.get("attempts").intValue()).isZero();
        assertThat(shown.get("failure").isNull()).isTrue();
    }

    private static ValidatableResponse processAgain(String event) {
        return Api.asAdmin().post("/api/v1/events/" + event + "/process").then();
    }
}
