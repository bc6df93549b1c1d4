package io.bellhop.blackbox;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
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
        String tag = Api.asAdmin()
                .get("/api/v1/venues/" + venue)
                .then()
                .statusCode(200)
                .body("id", is(venue))
                .extract()
                .header("ETag");
        Api.asAdmin()
                .header("If-None-Match", tag)
                .get("/api/v1/venues/" + venue)
                .then()
                .statusCode(304);
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
    void ourWebhookIsRegisteredTriedOutRotatedComparedRepairedAndRemoved() {
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
        rotate(Api.asAdmin(), registration);
        rotate(json("{\"secret\":\"a-secret-that-somebody-has-chosen\"}"), registration);
        changeThere(Api.asAdmin().get(registration).path("reference"));
        Api.asAdmin()
                .get(registration)
                .then()
                .statusCode(200)
                .body("state", is("drifted"))
                .body("drift.find{it.field=='is_active'}.wanted", is("true"))
                .body("drift.find{it.field=='is_active'}.present", is("false"));
        Api.asAdmin().put(registration).then().statusCode(200).body("state", is("registered"));
        Api.asAdmin().delete(registration).then().statusCode(204);
    }

    private static void rotate(RequestSpecification request, String registration) {
        request.post(registration + "/rotate")
                .then()
                .statusCode(200)
                .body("state", is("registered"))
                .body("rotated_at", notNullValue());
    }

    /** As a person does in the provider's own pages. */
    private void changeThere(String reference) {
        surroundings.standIn().channex().changeWebhook(reference, "{\"is_active\":false}");
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
                        + "&from=2026-06-12&to=2026-06-14")
                .then()
                .statusCode(200)
                .body("items.date", hasItems("2026-06-12", "2026-06-13"))
                .rootPath("items.find{it.date=='2026-06-12' && it.rate_plan=='103309d0-b708-559d-b326-51bff60bc464'}")
                .body("source", is(source))
                .body("venue", is(Channex.PROPERTY))
                .body("room_type", is("9ebd93de-01ef-5e43-9396-374b349a8963"))
                .body("fields.availability", is(5))
                .body("fields.booked", is(7))
                .body("fields.stop_sell", is(false))
                .body("updated_at", notNullValue());
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
