package io.bellhop.blackbox;

import static org.hamcrest.Matchers.notNullValue;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an event means: each kind of change is a record of its own. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ChangesIT {

    @ParameterizedTest
    @CsvSource({
        "roomz, presence-busy.json, room, version.at",
        "sevenrooms, guest-created.json, guest, fields.first_name",
        "sevenrooms, guest-merged.json, guest_merge, merged[0]",
        "sevenrooms, reservation-created.json, reservation, fields.status",
        "channex, ari.json, availability, date",
        "channex, booking.json, pull_needed, feed",
        "channex, booking_new.json, venue, reference",
        "channex, review.json, notice, fields"
    })
    void everyKindOfChangeIsShown(String provider, String sample, String kind, String field) {
        Webhook webhook = Webhook.toNewSource(provider);
        byte[] body = Samples.bytes(provider + "/" + sample);

        String id = send(webhook, provider, body).statusCode(202).extract().path("events[0].id");

        Api.asAdmin()
                .get("/api/v1/events/" + id + "/changes")
                .then()
                .statusCode(200)
                .body("items.find{it.kind=='" + kind + "'}.change." + field, notNullValue());
        Events.awaitProcessed(webhook.source());
    }

    private static ValidatableResponse send(Webhook webhook, String provider, byte[] body) {
        return switch (provider) {
            case "roomz" -> webhook.roomz(body);
            case "sevenrooms" -> webhook.sevenrooms(body);
            default -> webhook.channex(body);
        };
    }
}
