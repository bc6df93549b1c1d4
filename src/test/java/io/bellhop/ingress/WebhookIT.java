package io.bellhop.ingress;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookIT {

    @Test
    void anUnknownSourceIsNotFound() {
        given().body("{}").post("/webhooks/nobody").then().statusCode(404).body("status", is(404));
    }
}
