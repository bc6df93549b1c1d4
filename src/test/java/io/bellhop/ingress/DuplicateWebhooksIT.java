package io.bellhop.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DuplicateWebhooksIT {

    @Inject
    SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void fiftyEqualRequestsAtOnceAreOneEvent() throws Exception {
        Webhook webhook = Webhook.toNewSource("roomz");
        String body = Webhook.newPresence();
        Callable<String> sender =
                () -> webhook.roomz(body).statusCode(202).extract().asString();
        ExecutorService senders = Executors.newFixedThreadPool(50);

        List<Future<String>> answers = senders.invokeAll(Collections.nCopies(50, sender));
        senders.shutdown();

        List<String> texts = answers.stream().map(DuplicateWebhooksIT::get).toList();
        assertThat(texts)
                .filteredOn(text -> text.contains("\"duplicate\":false"))
                .hasSize(1);
        assertThat(texts.stream()
                        .map(text -> text.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1"))
                        .distinct())
                .hasSize(1);
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGuestApiUpdateIsOneEventWithinTenMinutesAndANewOneAfter() {
        Webhook webhook = Webhook.toNewSource("guestapi");

        assertThat(updateIsDuplicate(webhook)).isFalse();
        clock.moveOn(Duration.ofMinutes(9));
        assertThat(updateIsDuplicate(webhook)).isTrue();
        clock.moveOn(Duration.ofSeconds(61));
        assertThat(updateIsDuplicate(webhook)).isFalse();
        assertThat(updateIsDuplicate(webhook)).isTrue();
    }

    private static boolean updateIsDuplicate(Webhook webhook) {
        byte[] update = "[{\"reservation_id\":481207,\"appCustomer_id\":1,\"rsvStatus\":2}]".getBytes(UTF_8);
        return webhook.guestapi(update, "Update").statusCode(202).extract().path("events[0].duplicate");
    }

    @Test
    void theSameChannexRevisionIsOneEventInEveryShape() {
        Webhook webhook = Webhook.toNewSource("channex");
        Stream<String> shapes = Stream.of("""
                {"event":"booking_new","payload":{"booking_id":"b","property_id":"p","revision_id":"%s"},"property_id":"p"}""", """
                {"event":"booking","payload":{"booking_id":"b","property_id":"p","revision_id":"%s"},"property_id":"p"}""", """
                {"event":"booking_new","payload":{"booking_id":"b","booking_revision_id":"%s","customer_name":"Ines Beispiel"}}""", """
                {"event":"non_acked_booking","payload":{"booking_id":"b","booking_revision_id":"%s"},"property_id":"p"}""", """
                {"booking_id":"b","property_id":"p","revision_id":"%s"}""", """
                {"event":"booking_new","payload":{"booking_id":"b"},"booking_revision_id":"%s"}""");

        List<String> ids = shapes.map(shape -> webhook.channex(shape.formatted("91a3bf11-db16-5be8-9441-18ab645102cd"))
                        .statusCode(202)
                        .extract()
                        .<String>path("events[0].id"))
                .toList();

        assertThat(ids.stream().distinct()).hasSize(1);
    }

    @Test
    void anArrayOfThreeWithOneUnknownIsThreeEventsWithTheirOwnBytes() {
        String id = UUID.randomUUID().toString();
        String created = "{\"entity_type\":\"client\",\"event_type\":\"created\",\"entity\":{\"id\":\"" + id
                + "\",\"updated\":\"2026-06-01T09:15:04.112000\",\"first_name\":\"Zoë\"}}";
        String updated = created.replace("created", "updated");
        String unknown = "{ \"entity_type\":\"table\",\"event_type\":\"moved\",\"entity\":{\"id\":\"" + id + "\"} }";

        List<String> ids = Webhook.toNewSource("sevenrooms")
                .sevenrooms(("[" + created + ",\n " + updated + " , " + unknown + "]").getBytes(UTF_8))
                .statusCode(202)
                .extract()
                .path("events.id");

        assertThat(ids.stream()
                        .map(event ->
                                Api.asAdmin().get("/api/v1/events/" + event).<String>path("type")))
                .containsExactly("guest.created", "guest.updated", "unknown");
        assertThat(ids.stream()
                        .map(event -> Api.asAdmin()
                                .get("/api/v1/events/" + event + "/body")
                                .asByteArray()))
                .containsExactly(created.getBytes(UTF_8), updated.getBytes(UTF_8), unknown.getBytes(UTF_8));
    }

    @Test
    void theEventNameInThePathIsTheTypeOfABareReservation() {
        byte[] body = "{\"id\":\"%s\",\"max_guests\":2,\"updated\":\"2026-06-01T09:15:04.112000\"}"
                .formatted(UUID.randomUUID())
                .getBytes(UTF_8);

        String id = new Webhook("sevenrooms", "dev-sevenrooms-secret")
                .signedAsSevenrooms(body)
                .post("/webhook/reservation-created")
                .then()
                .statusCode(202)
                .extract()
                .path("events[0].id");

        assertThat(Api.asAdmin().get("/api/v1/events/" + id).<String>path("type"))
                .isEqualTo("reservation.created");
    }
}
