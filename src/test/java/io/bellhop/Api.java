package io.bellhop;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.List;

/** Calls of the API, with the key that tests have. */
public final class Api {

    private static final String KEY = "test-bellhop-key-of-all-tests";

    private Api() {}

    public static RequestSpecification asAdmin() {
        return given().header("Authorization", "Bearer " + KEY);
    }

    /** Makes the source, or changes it, with exactly these secrets. */
    public static void putSource(String name, String json, String... secrets) {
        asAdmin()
                .contentType("application/json")
                .body(json)
                .put("/api/v1/sources/" + name)
                .then()
                .statusCode(200);
        asAdmin()
                .contentType("application/json")
                .body(new Secrets(List.of(secrets)))
                .put("/api/v1/sources/" + name + "/secrets")
                .then()
                .statusCode(200);
    }

    private record Secrets(List<String> secrets) {}

    /** How many events the source has, of the newest 500. */
    public static int eventCount(String source) {
        return asAdmin()
                .queryParam("source", source)
                .queryParam("limit", 500)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .path("items.size()");
    }
}
