package io.bellhop.blackbox;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.bellhop.standin.Channex;
import io.bellhop.standin.SevenRooms;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The providers' APIs: what is pulled from them, and our webhook there. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class PullsIT {

    Surroundings surroundings;

    @Test
    void venuesAndReservationsArePulledWithATokenOfOurs() {
        String source = Webhook.toNewSource(
                        "sevenrooms",
                        "{\"base-url\":\"" + surroundings.standIn().url() + "\",\"rate-per-minute\":\"60000\"}")
                .source();
        credentials(
                source,
                "{\"client-id\":\"" + SevenRooms.CLIENT_ID + "\",\"client-secret\":\"" + SevenRooms.CLIENT_SECRET
                        + "\"}");

        String venue = await("/api/v1/venues?source=" + source);
        Api.asAdmin().get("/api/v1/venues/" + venue).then().statusCode(200).body("id", is(venue));
        json("{\"source\":\"" + source + "\",\"feed\":\"reservations\"}")
                .post("/api/v1/pulls")
                .then()
                .statusCode(202)
                .body("$", not(empty()));
        String pull = await("/api/v1/pulls?source=" + source + "&feed=reservations");
        Api.asAdmin().get("/api/v1/pulls/" + pull).then().statusCode(200).body("seen", greaterThan(0));
        Api.asAdmin().get("/api/v1/pulls/schedule").then().statusCode(200).body("items", not(empty()));
        Api.asAdmin().post("/api/v1/venues/pull?source=" + source).then().statusCode(202);
        await("/api/v1/reservations?source=" + source);
        Api.asAdmin()
                .delete("/api/v1/sources/" + source + "/credentials")
                .then()
                .statusCode(200);
    }

    @Test
    void ourWebhookIsRegisteredComparedTriedOutRotatedAndRemoved() {
        String source = Webhook.toNewSource(
                        "channex",
                        "{\"base-url\":\"" + surroundings.standIn().channexUrl() + "\",\"rate-per-minute\":\"60000\"}")
                .source();
        credentials(source, "{\"api-key\":\"" + Channex.API_KEY + "\"}");
        String registration = "/api/v1/sources/" + source + "/registration";
        String callback = RestAssured.baseURI + ":" + RestAssured.port + "/webhooks/" + source;

        json("{\"callback_url\":\"" + callback + "\"}").put(registration).then().statusCode(201);

        Api.asAdmin()
                .get(registration)
                .then()
                .statusCode(200)
                .body("state", is("registered"))
                .body("present.callback_url", is(callback))
                .body("drift", empty());
        Api.asAdmin().post(registration + "/test").then().statusCode(200).body("status_code", notNullValue());
        Api.asAdmin().post(registration + "/rotate").then().statusCode(200).body("state", notNullValue());
        Api.asAdmin().put(registration).then().statusCode(200);
        Api.asAdmin().delete(registration).then().statusCode(204);
    }

    @Test
    void bookingsAndAvailabilityArePulledByAKey() {
        String source = Webhook.toNewSource(
                        "channex",
                        "{\"base-url\":\"" + surroundings.standIn().channexUrl() + "\",\"rate-per-minute\":\"60000\"}")
                .source();
        credentials(source, "{\"api-key\":\"" + Channex.API_KEY + "\"}");

        await("/api/v1/reservations?source=" + source);
        new Webhook(source, "secret-of-channex")
                .channex(Samples.text("channex/ari.json"))
                .statusCode(202);
        Events.awaitProcessed(source);

        Api.asAdmin()
                .get("/api/v1/availability?source=" + source + "&venue=" + Channex.PROPERTY
                        + "&from=2026-05-01&to=2026-05-31")
                .then()
                .statusCode(200)
                .body("items", notNullValue());
    }

    /** @return the id of the first */
    private static String await(String list) {
        Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(() -> !Api.asAdmin().get(list).<List<?>>path("items").isEmpty());
        return Api.asAdmin().get(list).path("items[0].id");
    }

    private static void credentials(String source, String json) {
        json("{\"credentials\":" + json + "}")
                .put("/api/v1/sources/" + source + "/credentials")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification json(String body) {
        return Api.asAdmin().contentType("application/json").body(body);
    }
}
