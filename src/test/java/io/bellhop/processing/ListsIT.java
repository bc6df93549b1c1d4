package io.bellhop.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists: what they may be narrowed to, and page by page. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {

    private Webhook bistro;
    private Webhook spa;
    private Webhook centre;
    private Webhook hotel;
    private Webhook offices;
    private Webhook chain;

    /** Five reservations of guests of their own at one source, one at another, a gap, five venues, two rooms, some dates; once. */
    @BeforeEach
    void someOfEverything() {
        if (bistro != null) {
            return;
        }
        Database.forgetState();
        bistro = Webhook.toNewSource("sevenrooms");
        spa = Webhook.toNewSource("sevenrooms");
        centre = Webhook.toNewSource("guestapi");
        hotel = Webhook.toNewSource("channex");
        offices = Webhook.toNewSource("roomz");
        chain = Webhook.toNewSource("channex");
        for (int i = 1; i <= 5; i++) {
            reservation(bistro, "r" + i, "v" + i % 2, "c" + i, i == 5 ? "CANCELED" : "CONFIRMED", "2026-06-2" + i);
        }
        reservation(spa, "r1", "v1", "c1", "SEATED", "2026-07-01");
        retelling();
        List.of("p1", "p2", "p3", "p4", "p5").forEach(this::venue);
        presence("room-1", "Busy");
        presence("room-2", "Free");
        ari("2026-06-10", null, null);
        ari("2026-06-11", "double", null);
        ari("2026-06-11", "double", "best");
        ari("2026-06-12", "single", "best");
        Database.awaitProcessed();
    }

    @ParameterizedTest
    @CsvSource({
        "source, bistro, r1 r2 r3 r4 r5",
        "reference, r1, r1 r1",
        "venue, v1, r1 r1 r3 r5",
        "venue, v9, ''",
        "status, canceled, r5",
        "status, seated, r1",
        "status, no-show, ''",
        "confirmation_code, code-r3, r3",
        "from, 2026-06-24, r1 r4 r5",
        "to, 2026-06-23, 112-7-481207 r1 r2",
        "gap, true, 112-7-481207",
        "gap, false, r1 r1 r2 r3 r4 r5"
    })
    void reservationsCanBeNarrowedTo(String by, String value, String expected) {
        String wanted = value.equals("bistro") ? bistro.source() : value;

        List<JsonNode> found = Rows.all("reservations", by, wanted);

        assertThat(sorted(Rows.texts(found, "reference"))).isEqualTo(expected);
    }

    @Test
    void reservationsOfOneGuest() {
        String guest = Rows.only("guests", "source", bistro.source(), "reference", "c3")
                .get("id")
                .textValue();

        assertThat(Rows.only("reservations", "guest", guest).get("reference").textValue())
                .isEqualTo("r3");
        assertThat(Rows.all("reservations", "guest", UUID.randomUUID().toString()))
                .isEmpty();
    }

    @Test
    void severalFiltersNarrowTogether() {
        List<JsonNode> found = Rows.all(
                "reservations",
                "source",
                bistro.source(),
                "venue",
                "v1",
                "status",
                "confirmed",
                "from",
                "2026-06-22",
                "to",
                "2026-06-24");

        assertThat(Rows.texts(found, "reference")).containsExactly("r3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservations", "guests", "venues", "events"})
    void pagesOfTwoHoldAllOnceTheNewestFirst(String path) {
        String source = path.equals("venues") ? chain.source() : bistro.source();
        List<JsonNode> rows = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = Rows.page(path, 2, cursor, "source", source);
            page.get("items").forEach(rows::add);
            sizes.add(page.get("items").size());
            cursor = page.path("next").textValue();
        } while (cursor != null);

        List<String> ids = Rows.texts(rows, "id");
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(ids).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(new HashSet<>(ids)).hasSize(5);
        assertThat(rows).isEqualTo(Rows.all(path, "source", source));
    }

    @Test
    void aPageThatHoldsTheLastHasNoNextAndWhatComesMeanwhileShiftsNone() {
        Webhook club = Webhook.toNewSource("sevenrooms");
        for (int i = 1; i <= 4; i++) {
            client(club, "club-" + i);
        }
        Database.awaitProcessed();
        JsonNode first = Rows.page("guests", 2, null, "source", club.source());
        client(club, "club-5");
        Database.awaitProcessed();

        JsonNode second = Rows.page("guests", 2, first.get("next").textValue(), "source", club.source());

        assertThat(second.at("/items/0/references/0/reference").textValue()).isEqualTo("club-2");
        assertThat(second.at("/items/1/references/0/reference").textValue()).isEqualTo("club-1");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void guestsByTheirProvidersId() {
        assertThat(Rows.all("guests", "reference", "c1")).hasSize(2);
        JsonNode guest = Rows.only("guests", "source", spa.source(), "reference", "c1");

        assertThat(guest.get("references")).hasSize(1);
        assertThat(guest.at("/references/0/source").textValue()).isEqualTo(spa.source());
        assertThat(Rows.one("guests", guest.get("id").textValue())).isEqualTo(guest);
        assertThat(Rows.all("guests", "source", hotel.source())).isEmpty();
    }

    @Test
    void venuesByTheirProvidersId() {
        assertThat(Rows.texts(Rows.all("venues", "source", bistro.source()), "reference"))
                .containsExactlyInAnyOrder("v0", "v1");
        assertThat(Rows.all("venues", "reference", "v1")).hasSize(2);
        JsonNode venue = Rows.only("venues", "source", hotel.source());

        assertThat(venue.get("reference").textValue()).isEqualTo("property-1");
        assertThat(Rows.one("venues", venue.get("id").textValue())).isEqualTo(venue);
    }

    @Test
    void roomsByTheirPresence() {
        assertThat(Rows.texts(Rows.all("rooms", "source", offices.source()), "reference"))
                .containsExactlyInAnyOrder("room-1", "room-2");
        JsonNode room = Rows.only("rooms", "presence", "busy");

        assertThat(room.get("reference").textValue()).isEqualTo("room-1");
        assertThat(Rows.only("rooms", "reference", "room-2").get("presence").textValue())
                .isEqualTo("free");
        assertThat(Rows.all("rooms", "presence", "unknown")).isEmpty();
        assertThat(Rows.one("rooms", room.get("id").textValue())).isEqualTo(room);
        JsonNode page = Rows.page("rooms", 1, null);
        assertThat(Rows.page("rooms", 1, page.get("next").textValue())
                        .at("/items/0/reference")
                        .textValue())
                .isEqualTo(page.at("/items/0/reference").textValue().equals("room-1") ? "room-2" : "room-1");
    }

    @Test
    void availabilityOfSomeDatesInTheirOrder() {
        assertThat(dates("2026-06-10", "2026-06-13"))
                .containsExactly(
                        "2026-06-10 null null",
                        "2026-06-11 double null",
                        "2026-06-11 double best",
                        "2026-06-12 single best");
        assertThat(dates("2026-06-11", "2026-06-12"))
                .containsExactly("2026-06-11 double null", "2026-06-11 double best");
        assertThat(dates("2026-06-12", "2026-06-12")).isEmpty();
        assertThat(dates("2026-06-13", "2026-07-14")).isEmpty();
    }

    @Test
    void eventsByHowFarTheirProcessingIs() {
        Webhook diner = Webhook.toNewSource("sevenrooms");
        client(diner, "diner-1");
        client(diner, "diner-2");
        diner.sevenrooms("{\"id\":\"%s\",\"event\":\"guest.merged\",\"data\":{}}"
                        .formatted(UUID.randomUUID())
                        .getBytes(UTF_8))
                .statusCode(202);
        Database.awaitProcessed();

        assertThat(Rows.all("events", "source", diner.source(), "state", "processed"))
                .hasSize(2);
        assertThat(Rows.only("events", "source", diner.source(), "state", "dead")
                        .get("type")
                        .textValue())
                .isEqualTo("guest.merged");
        assertThat(Rows.all("events", "source", diner.source(), "state", "pending"))
                .isEmpty();
        assertThat(Rows.all("events", "source", diner.source(), "state", "retrying"))
                .isEmpty();
        assertThat(Rows.all("events", "source", diner.source(), "subject", "guest/diner-2"))
                .hasSize(1);
    }

    private static String sorted(List<String> texts) {
        return String.join(" ", texts.stream().sorted().toList());
    }

    private List<String> dates(String from, String to) {
        return Rows.all("availability", "source", hotel.source(), "venue", "property-1", "from", from, "to", to)
                .stream()
                .map(row ->
                        row.get("date").asText() + " " + row.get("room_type").asText() + " "
                                + row.get("rate_plan").asText())
                .toList();
    }

    // What is sent

    private static void reservation(
            Webhook source, String id, String venue, String client, String status, String date) {
        source.sevenrooms("""
                        [{"entity_type":"reservation","event_type":"created","entity":{"id":"%1$s","venue_id":"%2$s",\
                        "client_id":"%3$s","status":"%4$s","time_slot_iso":"%5$s 19:30:00","reference_code":"code-%1$s",\
                        "updated":"2026-06-01T09:15:04"}}]""".formatted(id, venue, client, status, date).getBytes(UTF_8))
                .statusCode(202);
    }

    private static void client(Webhook source, String id) {
        source.sevenrooms("""
                        [{"entity_type":"client","event_type":"created",\
                        "entity":{"id":"%s","updated":"2026-06-01T09:15:04"}}]""".formatted(id).getBytes(UTF_8)).statusCode(202);
    }

    /** One that was not held, whose provider says how it was before. */
    private void retelling() {
        String now = "{\"reservation_id\":481207,\"appCustomer_id\":112,\"center_id\":7,"
                + "\"arrivalDate\":\"2026-06-01T00:00:00\",\"rsvStatus\":2}";
        centre.guestapi(("[" + now + "," + now.replace(":2}", ":1}") + "]").getBytes(UTF_8), "Update")
                .statusCode(202);
    }

    private void presence(String room, String presence) {
        offices.roomz("""
                        {"id":"%s","type":"workspace.presence.changed","timestamp":"2026-05-04T08:22:32Z",\
                        "data":{"workspaceId":"%s","presenceStatus":"%s"}}""".formatted(UUID.randomUUID(), room, presence)).statusCode(202);
    }

    private void ari(String date, String roomType, String ratePlan) {
        String ids = (roomType == null ? "" : ",\"room_type_id\":\"" + roomType + "\"")
                + (ratePlan == null ? "" : ",\"rate_plan_id\":\"" + ratePlan + "\"");
        hotel.channex("""
                        {"event":"ari","property_id":"property-1","timestamp":"2026-05-05T10:00:00Z",\
                        "payload":[{"date":"%s","availability":3%s}]}""".formatted(date, ids)).statusCode(202);
    }

    private void venue(String property) {
        chain.channex("""
                        {"event":"sync_warning","property_id":"%1$s","timestamp":"2026-05-05T10:00:00Z",\
                        "payload":{"property_name":"Example %1$s"}}""".formatted(property)).statusCode(202);
    }
}
