package io.bellhop.confirmation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.event.EventIds;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole way: a provider's webhooks, and what a guest finds in the mail. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class WebhookToMailIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    ConfirmationSender sender;

    @Inject
    SettableClock clock;

    @Inject
    Pool pool;

    MailServer mails;

    private final String reference = "r-" + UUID.randomUUID();
    private final String email = reference + "@example.com";

    @AfterEach
    void allIsWellAgain() throws IOException {
        clock.backToNow();
        mails.faulty().forgetFaults();
    }

    @Test
    void aReservationIsConfirmedOnceWhateverComesTwiceAndHoweverOftenTheServerPutsItOff() {
        mails.faulty()
                .expect(Fault.answers("RCPT", "451 1"), Fault.answers("RCPT", "451 2"), Fault.answers(".", "451 3"));
        Webhook webhook = Webhook.toNewSource("sevenrooms");

        for (int i = 0; i < 5; i++) {
            send(webhook, "created", 1, "CONFIRMED", 2, "2099-06-20");
        }
        send(webhook, "updated", 1, "CONFIRMED", 2, "2099-06-20");
        for (int attempts = 1; attempts <= 3; attempts++) {
            awaitAttempts(attempts);
            clock.moveOn(Duration.ofMinutes(10));
            tick();
        }

        awaitStates("confirmation sent");
        processAllAgain(webhook);
        tick();
        assertThat(states()).containsExactly("confirmation sent");
        assertThat(mails.to(email)).hasSize(1);
    }

    @Test
    void aChangeAndACancellationAreToldToo() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");

        send(webhook, "created", 1, "CONFIRMED", 2, "2099-06-20");
        awaitStates("confirmation sent");
        send(webhook, "updated", 2, "CONFIRMED", 5, "2099-06-21");
        awaitStates("confirmation sent", "change sent");
        send(webhook, "canceled", 3, "CANCELED", 5, "2099-06-21");

        awaitStates("confirmation sent", "change sent", "cancellation sent");
        assertThat(mails.to(email)).hasSize(3);
    }

    @Test
    void aReservationThatIsCanceledBeforeItIsKnownToBeNewIsNotConfirmed() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");

        send(webhook, "canceled", 2, "CANCELED", 2, "2099-06-20");
        send(webhook, "created", 1, "CONFIRMED", 2, "2099-06-20");

        assertNothingOwed(webhook);
    }

    @Test
    void aRequestIsConfirmedWhenItIsAccepted() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");

        send(webhook, "created", 1, "PENDING", 2, "2099-06-20");
        assertNothingOwed(webhook);
        send(webhook, "updated", 2, "CONFIRMED", 2, "2099-06-20");

        awaitStates("confirmation sent");
    }

    @Test
    void nobodyIsToldOfThePast() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");

        send(webhook, "created", 1, "CONFIRMED", 2, "2026-06-20");

        assertNothingOwed(webhook);
    }

    @Test
    void aSandboxAndASourceWithConfirmationsOffTellNobody() {
        Webhook sandbox = Webhook.toNewSource("sevenrooms", "{\"sandbox\":\"true\"}");
        Webhook silent = Webhook.toNewSource("sevenrooms", "{\"confirmations\":\"false\"}");

        send(sandbox, "created", 1, "CONFIRMED", 2, "2099-06-20");
        send(silent, "created", 1, "CONFIRMED", 2, "2099-06-20");

        assertNothingOwed(sandbox);
        assertNothingOwed(silent);
    }

    @Test
    void whatWasImportedTellsNobody() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");
        send(webhook, "created", 1, "PENDING", 2, "2026-06-20");
        assertNothingOwed(webhook);
        String pulled =
                "insert into event (id, source, type, provider_type, received_at, idempotency_key, body, origin)"
                        + " select $2, source, type, 'reservation', now(), 'imported', $1, 'import'"
                        + " from event where source = '" + webhook.source() + "' limit 1";
        pool.preparedQuery("with stored as (" + pulled
                        + " returning id, octet_length(body)) insert into unprocessed_event select * from stored")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(
                        io.vertx.core.buffer.Buffer.buffer(reservation(2, "CONFIRMED", 2, "2099-06-20")),
                        new EventIds().next()))
                .await()
                .atMost(TIME_LIMIT);

        await().atMost(TIME_LIMIT)
                .until(() -> "confirmed"
                        .equals(Api.asAdmin()
                                .queryParam("source", webhook.source())
                                .get("/api/v1/reservations")
                                .path("items[0].status")));
        assertNothingOwed(webhook);
    }

    private void send(Webhook webhook, String event, int minute, String status, int party, String date) {
        webhook.sevenrooms(body(event, minute, status, party, date).getBytes(UTF_8))
                .statusCode(202);
    }

    private String body(String event, int minute, String status, int party, String date) {
        return """
                {"id":"%s-%s-%d","event":"reservation.%s","created_at":"2026-06-01T09:0%d:00Z","venue_id":"v1","data":{
                "reservation":%s}}""".formatted(reference, event, minute, event, minute, reservation(minute, status, party, date));
    }

    private String reservation(int minute, String status, int party, String date) {
        return """
                {"id":"%s","time_slot_iso":"%s 19:30:00","max_guests":%d,"status":"%s","first_name":"Zoe",
                "email":"%s","updated":"2026-06-01T09:0%d:00"}""".formatted(reference, date, party, status, email, minute);
    }

    private void processAllAgain(Webhook webhook) {
        List<String> events = Api.asAdmin()
                .queryParam("source", webhook.source())
                .get("/api/v1/events")
                .path("items.id");
        events.forEach(id ->
                Api.asAdmin().post("/api/v1/events/" + id + "/process").then().statusCode(202));
        awaitProcessed(webhook);
    }

    private void awaitProcessed(Webhook webhook) {
        await().atMost(TIME_LIMIT)
                .until(() -> Api.asAdmin()
                        .queryParam("source", webhook.source())
                        .queryParam("state", "pending")
                        .get("/api/v1/events")
                        .<Integer>path("items.size()")
                        .equals(0));
    }

    private void assertNothingOwed(Webhook webhook) {
        awaitProcessed(webhook);
        assertThat(states()).isEmpty();
    }

    private void tick() {
        sender.tick().await().atMost(TIME_LIMIT);
    }

    private void awaitAttempts(int attempts) {
        await().atMost(TIME_LIMIT)
                .until(() -> rows("attempts::text || ' ' || state").equals(List.of(attempts + " owed")));
    }

    private void awaitStates(String... states) {
        await().atMost(TIME_LIMIT).untilAsserted(() -> assertThat(states()).containsExactly(states));
    }

    private List<String> states() {
        return rows("kind || ' ' || state");
    }

    private List<String> rows(String columns) {
        return pool.query("select " + columns + " from confirmation where reservation_id in (select id from reservation"
                        + " where reference = '" + reference + "') order by confirmation.id")
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
                .await()
                .atMost(TIME_LIMIT);
    }
}
