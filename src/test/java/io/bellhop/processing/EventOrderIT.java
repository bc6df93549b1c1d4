package io.bellhop.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Permutations;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events come late, twice, and in any order; what they leave is the same. */
@QuarkusTest
class EventOrderIT {

    private static final String ROOM = "8b5a8f03-10cc-561b-a853-e3c85919893f";

    @BeforeEach
    void nobodyIsKnown() {
        Database.forgetState();
    }

    /**
     * What each style sends of one reservation. Each event tells something that no other does, and something that all do; in
     * place of {@code TAG} stands the reservation's id.
     */
    enum Style {
        SEVENROOMS_BRIEF("sevenrooms", Webhook::sevenrooms, """
                {"id":"evt_1_TAG","event":"reservation.created","created_at":"2026-06-01T09:15:05Z","venue_id":"venue-1",
                "data":{"reservation":{"id":"TAG","reference_code":"QX7R2KD9","client_id":"client-TAG",
                "time_slot_iso":"2026-06-20 19:30:00","duration":105,"max_guests":4,"status":"CONFIRMED",
                "first_name":"Zoë","last_name":"Muster","email":"TAG@example.com","notes":"By the door",
                "table_numbers":["12"],"shift_category":"DINNER","updated":"2026-06-01T09:15:04.112000"},
                "guest":{"id":"client-TAG","marketing_opt_in":true,"updated":"2026-06-01T09:15:04.112000"}}}""", """
                {"id":"evt_2_TAG","event":"reservation.updated","created_at":"2026-06-02T10:00:01Z","venue_id":"venue-1",
                "data":{"reservation":{"id":"TAG","client_id":"client-TAG","max_guests":5,"status":"CONFIRMED",
                "time_slot_iso":"2026-06-20 20:00:00","duration":90,"city":"Sampletown","notes":"",
                "table_numbers":["12","13"],"total_payment":"412.50","updated":"2026-06-02T10:00:00.118000"},
                "guest":{"id":"client-TAG","marketing_opt_in":false,"updated":"2026-06-02T10:00:00.118000"}}}""", """
                {"id":"evt_3_TAG","event":"reservation.canceled","created_at":"2026-06-03T11:00:01Z","venue_id":"venue-1",
                "data":{"reservation":{"id":"TAG","status":"CANCELED","shift_category":null,"client_requests":"Refund",
                "updated":"2026-06-03T11:00:00.250000"}}}""", """
                {"id":"evt_4_TAG","event":"reservation.deleted","created_at":"2026-06-02T12:00:01Z","venue_id":"venue-1",
                "data":{"reservation":{"id":"TAG","status":"CONFIRMED","max_guests":6,"left_time":"21:00",
                "updated":"2026-06-02T12:00:00.250000","deleted":"2026-06-02T12:00:00.250000"}}}"""),

        SEVENROOMS_OBSERVED("sevenrooms", Webhook::sevenrooms, """
                [{"entity_type":"reservation","event_type":"created","entity":{"id":"TAG","venue_id":"venue-1",
                "reference_code":"QX7R2KD9","client_id":"client-TAG","time_slot_iso":"2026-06-20 19:30:00","duration":105,
                "max_guests":4,"status":"CONFIRMED","first_name":"Zoë","last_name":"Muster","email":"TAG@example.com",
                "notes":"By the door","table_numbers":["12"],"shift_category":"DINNER",
                "updated":"2026-06-01T09:15:04.112000"},"updates":[]}]""", """
                [{"entity_type":"reservation","event_type":"updated","entity":{"id":"TAG","venue_id":"venue-1",
                "client_id":"client-TAG","time_slot_iso":"2026-06-20 20:00:00","duration":90,"max_guests":5,
                "status":"CONFIRMED","city":"Sampletown","notes":"","table_numbers":["12","13"],"total_payment":412.5,
                "updated":"2026-06-02T10:00:00.118000"},"updates":[{"field":"max_guests","previous":4}]}]""", """
                [{"entity_type":"reservation","event_type":"updated","entity":{"id":"TAG","venue_id":"venue-1",
                "status":"CANCELED","shift_category":null,"client_requests":"Refund","updated":"2026-06-03T11:00:00.250000"},
                "updates":[{"field":"status","previous":"CONFIRMED"}]}]""", """
                [{"entity_type":"reservation","event_type":"deleted","entity":{"id":"TAG","venue_id":"venue-1",
                "status":"CONFIRMED","max_guests":6,"left_time":"21:00","updated":"2026-06-02T12:00:00.250000",
                "deleted":"2026-06-02T12:00:00.250000"},"updates":[]}]"""),

        CHANNEX("channex", Webhook::channex, """
                {"event":"booking_new","property_id":"property-1","timestamp":"2026-05-06T09:41:30.007182Z","payload":{
                "booking_id":"TAG","booking_revision_id":"9-TAG","booking_unique_id":"BDC-TAG","ota_code":"OTA-TAG",
                "customer_name":"Zoë Muster","amount":"268.00","currency":"EUR","arrival_date":"2026-07-18",
                "count_of_nights":2,"count_of_rooms":1}}""", """
                {"event":"booking_modification","property_id":"property-1","timestamp":"2026-05-06T21:15:12.4471Z",
                "payload":{"booking_id":"TAG","booking_revision_id":"1-TAG","amount":"412.50","currency":"EUR",
                "arrival_date":"2026-07-19","count_of_nights":3,"channel_id":"channel-1","ota_code":null}}""", """
                {"event":"booking_cancellation","property_id":"property-1","timestamp":"2026-05-08T06:00:45.900000Z",
                "payload":{"booking_id":"TAG","booking_revision_id":"5-TAG","count_of_rooms":0}}""");

        private final String provider;
        private final BiFunction<Webhook, byte[], ValidatableResponse> send;
        private final List<String> bodies;

        Style(String provider, BiFunction<Webhook, byte[], ValidatableResponse> send, String... bodies) {
            this.provider = provider;
            this.send = send;
            this.bodies = List.of(bodies);
        }

        void send(Webhook webhook, String body, String tag) {
            send.apply(webhook, body.replace("TAG", tag).getBytes(UTF_8)).statusCode(202);
        }

        List<String> createdUpdatedCanceled() {
            return bodies.subList(0, 3);
        }

        Webhook newSource() {
            return Webhook.toNewSource(provider, "{\"venue-zone\":\"Europe/Amsterdam\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderEndsInTheSameReservationAndGuest(Style style) {
        Webhook webhook = style.newSource();
        List<List<String>> orders = Permutations.of(style.createdUpdatedCanceled());

        for (int round = 0; round < 3; round++) {
            for (int order = 0; order < orders.size(); order++) {
                style.send(webhook, orders.get(order).get(round), "each-" + order);
            }
            Database.awaitProcessed();
        }
        for (int order = 0; order < orders.size(); order++) {
            for (String body : orders.get(order)) {
                style.send(webhook, body, "batch-" + order);
            }
        }
        Database.awaitProcessed();

        Set<JsonNode> ends = ends(webhook);
        assertThat(Rows.all("reservations", "source", webhook.source())).hasSize(2 * orders.size());
        assertThat(ends).hasSize(1);
        JsonNode end = ends.iterator().next();
        assertThat(end.get("status").textValue()).isEqualTo("canceled");
        assertThat(new BigDecimal(end.get("amount").textValue())).isEqualByComparingTo("412.5");
    }

    @ParameterizedTest
    @EnumSource(names = {"SEVENROOMS_BRIEF", "SEVENROOMS_OBSERVED"})
    void whateverComesBeforeOrAfterADeletionItIsGone(Style style) {
        Webhook webhook = style.newSource();
        List<List<String>> orders = Permutations.of(style.bodies);

        for (int round = 0; round < 4; round++) {
            for (int order = 0; order < orders.size(); order++) {
                style.send(webhook, orders.get(order).get(round), "each-" + order);
            }
            Database.awaitProcessed();
        }

        Set<JsonNode> ends = ends(webhook);
        assertThat(ends).hasSize(1);
        JsonNode end = ends.iterator().next();
        assertThat(end.get("deleted_at").textValue()).isEqualTo("2026-06-02T12:00:00.250Z");
        assertThat(end.get("status").textValue()).isEqualTo("canceled");
        assertThat(end.get("party_size").intValue()).isEqualTo(6);
    }

    @Test
    void ofGuestApiTheLastToArriveCountsAndADeletionStays() {
        Webhook webhook = Webhook.toNewSource("guestapi", "{\"statuses\":\"1=confirmed, 9=canceled\"}");

        guestapi(webhook, "Insert", 1, "305");
        guestapi(webhook, "Update", 9, "306");
        JsonNode updated = Rows.only("reservations", "source", webhook.source());
        guestapi(webhook, "Delete", 9, "307");
        guestapi(webhook, "Update", 1, "308");
        JsonNode deleted = Rows.only("reservations", "source", webhook.source());

        assertThat(updated.get("status").textValue()).isEqualTo("canceled");
        assertThat(updated.at("/details/room").textValue()).isEqualTo("306");
        assertThat(updated.get("deleted_at").isNull()).isTrue();
        assertThat(deleted.get("status").textValue()).isEqualTo("confirmed");
        assertThat(deleted.at("/details/room").textValue()).isEqualTo("308");
        assertThat(deleted.get("deleted_at").isNull()).isFalse();
        assertThat(deleted.get("id")).isEqualTo(updated.get("id"));
    }

    @Test
    void anOlderPresenceAfterANewerDoesNotFlipTheRoom() {
        Webhook webhook = Webhook.toNewSource("roomz");

        for (String presence : List.of("08:00:00 Free", "10:00:00 Busy", "09:00:00 Free")) {
            presence(webhook, presence);
            Database.awaitProcessed();
        }
        JsonNode room = Rows.only("rooms", "source", webhook.source());
        presence(webhook, "10:00:02 Free");
        presence(webhook, "10:00:01 Busy");
        Database.awaitProcessed();

        assertThat(room.get("presence").textValue()).isEqualTo("busy");
        assertThat(room.get("changed_at").textValue()).isEqualTo("2026-05-04T10:00:00Z");
        JsonNode later = Rows.only("rooms", "source", webhook.source());
        assertThat(later.get("presence").textValue()).isEqualTo("free");
        assertThat(later.get("id")).isEqualTo(room.get("id"));
    }

    @Test
    void availabilityIsThatOfTheNewestTellingOfEachField() {
        Webhook webhook = Webhook.toNewSource("channex");
        List<String> tellings = List.of(
                "09:00:00 \"availability\":5,\"stop_sell\":true,\"rate\":\"139.00\"",
                "10:00:00 \"availability\":3,\"min_stay_arrival\":2",
                "11:00:00 \"stop_sell\":false,\"min_stay_arrival\":null");
        List<List<String>> orders = Permutations.of(tellings);

        for (int round = 0; round < 3; round++) {
            for (int order = 0; order < orders.size(); order++) {
                ari(webhook, "2026-06-1" + order, orders.get(order).get(round));
            }
            Database.awaitProcessed();
        }
        for (int order = 0; order < orders.size(); order++) {
            for (String telling : orders.get(order)) {
                ari(webhook, "2026-06-2" + order, telling);
            }
        }
        Database.awaitProcessed();

        List<JsonNode> dates = availability(webhook);
        assertThat(dates).hasSize(2 * orders.size());
        assertThat(dates)
                .allSatisfy(date -> assertThat(date.get("fields"))
                        .isEqualTo(Rows.json("{\"availability\":3,\"stop_sell\":false,\"rate\":139.00}")));
    }

    @ParameterizedTest
    @EnumSource
    void theSameBodyAgainChangesNothing(Style style) {
        Webhook webhook = style.newSource();
        String body = style.bodies.get(0);
        style.send(webhook, body, "once");
        Database.awaitProcessed();
        JsonNode before = Rows.only("reservations", "source", webhook.source());

        style.send
                .apply(webhook, body.replace("TAG", "once").getBytes(UTF_8))
                .statusCode(202)
                .body("events[0].duplicate", is(true));
        Database.awaitProcessed();

        assertThat(Rows.only("reservations", "source", webhook.source())).isEqualTo(before);
    }

    @Test
    void anotherEventOfAnEqualVersionChangesNothing() {
        Style style = Style.SEVENROOMS_BRIEF;
        Webhook webhook = style.newSource();
        String body = style.bodies.get(0);
        style.send(webhook, body, "once");
        Database.awaitProcessed();
        JsonNode before = Rows.only("reservations", "source", webhook.source());
        JsonNode guest = Rows.only("guests");

        style.send(
                webhook,
                body.replace("evt_1", "evt_9")
                        .replace("\"max_guests\":4", "\"max_guests\":8")
                        .replace("Zoë", "Zo"),
                "once");
        Database.awaitProcessed();

        assertThat(Rows.all("events", "source", webhook.source())).hasSize(2);
        assertThat(Rows.only("reservations", "source", webhook.source())).isEqualTo(before);
        assertThat(Rows.only("guests")).isEqualTo(guest);
    }

    @Test
    void theSamePresenceAndAvailabilityToldAgainChangeNothing() {
        Webhook roomz = Webhook.toNewSource("roomz");
        Webhook channex = Webhook.toNewSource("channex");
        presence(roomz, "10:00:00 Busy");
        ari(channex, "2026-06-10", "10:00:00 \"availability\":3,\"rate\":\"139.00\"");
        Database.awaitProcessed();
        JsonNode room = Rows.only("rooms", "source", roomz.source());
        List<JsonNode> dates = availability(channex);

        ari(channex, "2026-06-10", "10:00:00 \"rate\":\"139.0\",\"availability\":4");
        ari(channex, "2026-06-10", "11:00:00 \"rate\":\"139.0\",\"availability\":3");
        presence(roomz, "09:59:59 Free");
        Database.awaitProcessed();

        assertThat(Rows.only("rooms", "source", roomz.source())).isEqualTo(room);
        assertThat(availability(channex)).isEqualTo(dates);
    }

    /** Each reservation's state with its guest's, as if all had the same id. */
    private static Set<JsonNode> ends(Webhook webhook) {
        Set<JsonNode> ends = new HashSet<>();
        for (JsonNode row : Rows.all("reservations", "source", webhook.source())) {
            ObjectNode state = Rows.state(row);
            if (row.hasNonNull("guest_id")) {
                state.set(
                        "guest",
                        Rows.state(Rows.one("guests", row.get("guest_id").textValue())));
            }
            String tag = row.get("reference").textValue();
            ends.add(Rows.json(state.toString().replace(tag, "TAG")));
        }
        return ends;
    }

    private static void guestapi(Webhook webhook, String updateType, int status, String room) {
        byte[] body = """
                [{"reservation_id":481207,"appCustomer_id":112,"center_id":7,"arrivalDate":"2026-06-12T00:00:00Z",\
                "rsvStatus":%d,"roomId":"%s","responsible":"Zoë Muster"}]""".formatted(status, room).getBytes(UTF_8);
        webhook.guestapi(body, updateType).statusCode(202);
        Database.awaitProcessed();
    }

    /** @param presence as {@code 10:00:00 Busy} */
    private static void presence(Webhook webhook, String presence) {
        String[] parts = presence.split(" ");
        webhook.roomz("""
                        {"id":"%s","type":"workspace.presence.changed","timestamp":"2026-05-04T%sZ",\
                        "data":{"workspaceId":"%s","presenceStatus":"%s"}}""".formatted(UUID.randomUUID(), parts[0], ROOM, parts[1]))
                .statusCode(202);
    }

    /** @param telling as {@code 10:00:00 "availability":3} */
    private static void ari(Webhook webhook, String date, String telling) {
        String[] parts = telling.split(" ", 2);
        webhook.channex("""
                        {"event":"ari","property_id":"property-1","timestamp":"2026-05-05T%sZ","payload":[\
                        {"date":"%s","room_type_id":"double","rate_plan_id":"best",%s}]}""".formatted(parts[0], date, parts[1])).statusCode(202);
    }

    private static List<JsonNode> availability(Webhook webhook) {
        return Rows.all(
                "availability",
                "source",
                webhook.source(),
                "venue",
                "property-1",
                "from",
                "2026-06-01",
                "to",
                "2026-07-01");
    }
}
