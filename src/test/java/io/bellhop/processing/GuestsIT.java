package io.bellhop.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Api;
import io.bellhop.Permutations;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who, by all that came in. */
@QuarkusTest
class GuestsIT {

    private static final String MAIL = "guest@example.com";

    private Webhook bistro;

    @BeforeEach
    void nobodyIsKnown() {
        Database.forgetState();
        bistro = Webhook.toNewSource("sevenrooms", "{\"phone-region\":\"US\"}");
    }

    @Test
    void twoWithIdsAndTheSameAddressStayTwo() {
        client("c1", 1, "\"first_name\":\"Zoë\",\"email\":\"" + MAIL + "\"");
        client("c2", 2, "\"first_name\":\"Omar\",\"email\":\"" + MAIL + "\"");
        client("c1", 3, "\"email\":\"" + MAIL + "\",\"city\":\"Sampletown\"");
        Database.awaitProcessed();

        List<JsonNode> guests = Rows.all("guests", "email", MAIL);
        assertThat(Rows.texts(guests, "first_name")).containsExactly("Omar", "Zoë");
        assertThat(Rows.texts(guests, "city")).containsExactly(null, "Sampletown");
    }

    @Test
    void theSameNumberInWhateverSpellingIsOneGuestIfNobodyHasAnId() {
        Webhook hotel = Webhook.toNewSource("channex", "{\"phone-region\":\"US\"}");

        for (String spelling : List.of(
                "+1 (555) 555-0142", "(555) 555 0142", "1.555.555.0142", "+15555550142", "tel:+1-555-555-0142")) {
            request(hotel, "\"name\":\"Zoë\",\"mail\":null,\"phone\":\"" + spelling + "\"");
        }
        Database.awaitProcessed();

        JsonNode guest = Rows.only("guests");
        assertThat(guest.get("phone").textValue()).isEqualTo("+15555550142");
        assertThat(guest.get("references")).isEmpty();
        assertThat(Rows.all("reservations", "guest", guest.get("id").textValue()))
                .hasSize(5);
    }

    @Test
    void anIdThatIsNewTakesOverTheGuestOfAnotherSourceWithoutOne() {
        Webhook hotel = Webhook.toNewSource("channex");
        request(hotel, "\"name\":\"Zoë\",\"mail\":\"Guest@Example.com\",\"phone\":\"+15555550142\"");
        Database.awaitProcessed();
        String id = Rows.only("guests").get("id").textValue();

        client("c1", 1, "\"last_name\":\"Muster\",\"email\":\"" + MAIL + "\"");
        Database.awaitProcessed();

        JsonNode guest = Rows.only("guests");
        assertThat(guest.get("id").textValue()).isEqualTo(id);
        assertThat(guest.get("first_name").textValue()).isEqualTo("Zoë");
        assertThat(guest.get("last_name").textValue()).isEqualTo("Muster");
        assertThat(guest.at("/references/0/reference").textValue()).isEqualTo("c1");
    }

    @Test
    void oneEventThatShowsTwoToBeOneRepointsTheirReservations() {
        Webhook hotel = Webhook.toNewSource("channex");
        request(hotel, "\"name\":\"Zoë\",\"mail\":\"" + MAIL + "\"");
        request(hotel, "\"surname\":\"Muster\",\"phone\":\"+15555550142\"");
        Database.awaitProcessed();
        List<JsonNode> two = Rows.all("guests");

        request(hotel, "\"mail\":\"" + MAIL + "\",\"phone\":\"+15555550142\"");
        Database.awaitProcessed();

        assertThat(two).hasSize(2);
        JsonNode one = Rows.only("guests");
        assertThat(one.get("first_name").textValue()).isEqualTo("Zoë");
        assertThat(one.get("last_name").textValue()).isEqualTo("Muster");
        assertThat(Rows.texts(Rows.all("reservations", "source", hotel.source()), "guest_id"))
                .hasSize(3)
                .containsOnly(one.get("id").textValue());
    }

    @Test
    void whatALateEventTellsOfAMergedGuestLandsOnTheSurvivor() {
        client("a", 1, "\"first_name\":\"Ada\",\"email\":\"a@example.com\"");
        client("b", 2, "\"first_name\":\"Bo\",\"email\":\"b@example.com\"");
        reservation("r-a", "a", 1);
        reservation("r-b", "b", 1);
        Database.awaitProcessed();
        String gone = idOf("a");
        String survivor = idOf("b");

        merge("b", "a");
        Database.awaitProcessed();
        client("a", 5, "\"first_name\":\"Ada L.\",\"email\":\"a2@example.com\",\"city\":\"Sampletown\"");
        reservation("r-late", "a", 6);
        Database.awaitProcessed();

        JsonNode guest = Rows.only("guests");
        assertThat(guest.get("id").textValue()).isEqualTo(survivor);
        assertThat(guest.get("first_name").textValue()).isEqualTo("Bo");
        assertThat(guest.get("email").textValue()).isEqualTo("b@example.com");
        assertThat(guest.get("city").textValue()).isEqualTo("Sampletown");
        assertThat(guest.get("other_emails"))
                .extracting(JsonNode::textValue)
                .containsExactly("a2@example.com", "a@example.com");
        assertThat(guest.get("references"))
                .extracting(reference -> reference.get("reference").textValue() + " " + reference.get("alias"))
                .containsExactly("a true", "b false");
        assertThat(Rows.texts(Rows.all("reservations", "guest", survivor), "reference"))
                .containsExactlyInAnyOrder("r-a", "r-b", "r-late");
        JsonNode merged = Rows.one("guests", gone);
        assertThat(merged.get("merged_into").textValue()).isEqualTo(survivor);
        assertThat(merged.get("first_name").textValue()).isEqualTo("Ada");
        assertThat(merged.get("references")).isEmpty();
        assertThat(Rows.only("guests", "email", "a@example.com")).isEqualTo(guest);
    }

    @Test
    void aMergeGivesTheSameGuestAndReservationsWheneverItComes() {
        List<UnaryOperator<String>> events = List.of(
                tag -> clientBody("a" + tag, 4, "\"first_name\":\"Ada\",\"city\":\"Sampletown\""),
                tag -> clientBody("b" + tag, 1, "\"first_name\":\"Bo\""),
                tag -> reservationBody("r" + tag, "a" + tag, 2),
                tag -> mergeBody("b" + tag, "a" + tag));
        List<List<UnaryOperator<String>>> orders = Permutations.of(events);

        for (int round = 0; round < events.size(); round++) {
            for (int order = 0; order < orders.size(); order++) {
                send(orders.get(order).get(round).apply("-" + order + "-"));
            }
            Database.awaitProcessed();
        }

        Set<JsonNode> ends = new HashSet<>();
        for (int order = 0; order < orders.size(); order++) {
            String tag = "-" + order + "-";
            JsonNode guest = Rows.one("guests", idOf("b" + tag));
            JsonNode reservation = Rows.only("reservations", "reference", "r" + tag);
            assertThat(reservation.get("guest_id")).isEqualTo(guest.get("id"));
            ObjectNode end = Rows.state(guest);
            ends.add(Rows.json(end.toString().replace(tag, "")));
        }
        assertThat(ends).hasSize(1);
        assertThat(ends.iterator().next().get("first_name").textValue()).isEqualTo("Bo");
        assertThat(Rows.all("guests")).hasSize(orders.size());
    }

    @Test
    void aChainOfMergesLeavesOneWhoHasAll() {
        for (String id : List.of("a", "b", "c")) {
            client(id, 1, "\"email\":\"" + id + "@example.com\"");
            reservation("r-" + id, id, 1);
        }
        Database.awaitProcessed();
        String a = idOf("a");

        merge("b", "a");
        Database.awaitProcessed();
        merge("c", "b");
        Database.awaitProcessed();

        JsonNode one = Rows.only("guests");
        assertThat(one.get("references")).hasSize(3);
        assertThat(Rows.one("guests", a).get("merged_into")).isEqualTo(one.get("id"));
        assertThat(Rows.all("reservations", "guest", one.get("id").textValue())).hasSize(3);
        for (String id : List.of("a", "b", "c")) {
            assertThat(Rows.only("guests", "email", id + "@example.com")).isEqualTo(one);
        }
    }

    @Test
    void manyBookingsAtOnceOfSomebodyNewMakeOneGuest() {
        Webhook hotel = Webhook.toNewSource("channex");

        IntStream.range(0, 60)
                .parallel()
                .forEach(i -> request(hotel, "\"name\":\"Zoë\",\"mail\":\"" + MAIL + "\",\"phone\":\"+15555550142\""));
        Database.awaitProcessed();

        String guest = Rows.only("guests").get("id").textValue();
        assertThat(Rows.all("reservations", "guest", guest)).hasSize(60);
    }

    @ParameterizedTest
    @CsvSource({
        "email, guest@example.com",
        "email, ' GUEST@Example.COM '",
        "email, Old@example.com",
        "phone, +15555550142",
        "phone, ' +1 (555) 555-0142'",
        "phone, tel:+1-555-555-0142",
        "phone, +1 555 555 0177"
    })
    void aGuestIsFoundByWhateverSpellingOfAnAddressOrNumber(String by, String spelling) {
        client("c1", 1, "\"email\":\"old@example.com\",\"phone_number\":\"+15555550177\"");
        client("c1", 2, "\"email\":\"" + MAIL + "\",\"phone_number\":\"5555550142\"");
        client("c2", 3, "\"email\":\"other@example.com\",\"phone_number\":\"+15555550178\"");
        Database.awaitProcessed();

        assertThat(Rows.only("guests", by, spelling)
                        .at("/references/0/reference")
                        .textValue())
                .isEqualTo("c1");
    }

    @Test
    void anAddressAndANumberTogetherFindWhoHasBoth() {
        client("c1", 1, "\"email\":\"" + MAIL + "\",\"phone_number\":\"+15555550142\"");
        client("c2", 1, "\"email\":\"" + MAIL + "\",\"phone_number\":\"+15555550177\"");
        Database.awaitProcessed();

        JsonNode found = Rows.only("guests", "email", MAIL, "phone", "+15555550177");

        assertThat(found.at("/references/0/reference").textValue()).isEqualTo("c2");
        assertThat(Rows.all("guests", "email", "nobody@example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"email, guest", "email, @", "email, a b@example.com", "phone, 5555550142", "phone, abc", "phone, +1"})
    void whatCannotBeFoundIsABadRequest(String by, String text) {
        Api.asAdmin()
                .queryParam(by, text)
                .get("/api/v1/guests")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", is(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email=a%00@example.com", "source=%00", "reference=a%00b"})
    void aCharacterThatNoTextHoldsDoesNotMakeItFail(String query) {
        int status = Api.asAdmin()
                .urlEncodingEnabled(false)
                .get("/api/v1/guests?" + query)
                .statusCode();

        assertThat(status).isIn(200, 400);
    }

    // What is sent

    private void client(String id, int second, String fields) {
        send(clientBody(id, second, fields));
    }

    private void reservation(String id, String client, int second) {
        send(reservationBody(id, client, second));
    }

    private void merge(String survivor, String merged) {
        send(mergeBody(survivor, merged));
    }

    private void send(String body) {
        bistro.sevenrooms(body.getBytes(UTF_8)).statusCode(202);
    }

    private static String clientBody(String id, int second, String fields) {
        return """
                [{"entity_type":"client","event_type":"updated","entity":{"id":"%s","updated":"2026-06-01T09:15:0%d",%s}}]""".formatted(id, second, fields);
    }

    private static String reservationBody(String id, String client, int second) {
        return """
                [{"entity_type":"reservation","event_type":"updated",\
                "entity":{"id":"%s","client_id":"%s","updated":"2026-06-01T09:15:0%d","max_guests":2}}]""".formatted(id, client, second);
    }

    private static String mergeBody(String survivor, String merged) {
        return """
                {"id":"%s","event":"guest.merged","created_at":"2026-06-01T09:15:03Z",\
                "data":{"surviving_guest_id":"%s","merged_guest_ids":["%s"]}}""".formatted(UUID.randomUUID(), survivor, merged);
    }

    /** Of a booking of its own. */
    private static void request(Webhook hotel, String customer) {
        hotel.channex("""
                        {"event":"reservation_request","property_id":"property-1","timestamp":"2026-05-09T10:00:01Z",\
                        "payload":{"resolved":false,"bms":{"id":"%1$s","booking_id":"%1$s","status":"new",\
                        "arrival_date":"2026-08-10","departure_date":"2026-08-12","customer":{%2$s}}}}""".formatted(UUID.randomUUID(), customer)).statusCode(202);
    }

    private String idOf(String reference) {
        return Rows.only("guests", "source", bistro.source(), "reference", reference)
                .get("id")
                .textValue();
    }
}
