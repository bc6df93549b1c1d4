package io.bellhop.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What events become: guests, reservations and rooms. Venues and availability are pulled, in {@link PullsIT}. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class StateIT {

    @Test
    void aReservationAndItsGuestAreRead() {
        Webhook webhook = Webhook.toNewSource("sevenrooms", "{\"venue-zone\":\"America/New_York\"}");
        webhook.sevenrooms(Samples.bytes("sevenrooms/reservation-created.json")).statusCode(202);
        Events.awaitProcessed(webhook.source());

        ValidatableResponse listed =
                list("reservations", webhook).body("items", hasSize(1)).body("items[0].status", is("confirmed"));

        String id = listed.extract().path("items[0].id");
        Api.asAdmin().get("/api/v1/reservations/" + id).then().statusCode(200).body("id", is(id));
        String guest = list("guests", webhook).extract().path("items[0].id");
        Api.asAdmin()
                .get("/api/v1/guests/" + guest)
                .then()
                .statusCode(200)
                .body("id", is(guest))
                .body("references", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "+41 44 668 18 00, %2B41446681800",
        "+1 212-555-0142, %2B12125550142",
        "+33 1 42 68 53 00, %2B33142685300",
        "+81 3-3211-5211, %2B81332115211"
    })
    void aGuestIsFoundByAPhoneNumberOfAnyCountry(String told, String asked) {
        Webhook webhook = Webhook.toNewSource("sevenrooms");
        String body = """
                {"id":"%s","event":"guest.created","created_at":"2026-06-01T09:00:00Z","venue_id":"v1",
                "data":{"guest":{"id":"%s","first_name":"Zoe","phone_number":"%s","updated":"2026-06-01T09:00:00"}}}
                """.formatted(webhook.source(), webhook.source(), told);

        webhook.sevenrooms(body.getBytes(UTF_8)).statusCode(202);
        Events.awaitProcessed(webhook.source());

        Api.asAdmin()
                .urlEncodingEnabled(false)
                .get("/api/v1/guests?phone=" + asked)
                .then()
                .statusCode(200)
                .body("items.first_name", hasItem("Zoe"));
    }

    @Test
    void aRoomIsRead() {
        Webhook webhook = Webhook.toNewSource("roomz");
        webhook.roomz(Webhook.newPresence()).statusCode(202);
        Events.awaitProcessed(webhook.source());

        String id = list("rooms", webhook).body("items", hasSize(1)).extract().path("items[0].id");

        Api.asAdmin().get("/api/v1/rooms/" + id).then().statusCode(200).body("presence", is("busy"));
    }

    private static ValidatableResponse list(String kind, Webhook webhook) {
        return Api.asAdmin()
                .queryParam("source", webhook.source())
                .get("/api/v1/" + kind)
                .then()
                .statusCode(200);
    }
}
