package io.bellhop.blackbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.bellhop.Api;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who run it ask, and what is answered to questions that make no sense. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class OperationsIT {

    private static final String NO_ID = "00000000000070008000000000000000";

    Surroundings surroundings;

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void itIsUp(String probe) {
        onManagementPort().get("/q/health/" + probe).then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void itsMetricsAreOnTheManagementPortOnly() {
        onManagementPort()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("bellhop_processing_events"))
                .body(containsString("jvm_memory_used_bytes"));
        given().get("/q/metrics").then().statusCode(404);
        given().get("/q/health/live").then().statusCode(404);
    }

    @Test
    void itDescribesItsApi() {
        onManagementPort()
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/v1/events"))
                .body("paths", hasKey("/webhooks/{source}"))
                .body("components.schemas", hasKey("Reservation"));
        onManagementPort().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }

    @Test
    void eventTypesAreListed() {
        Api.asAdmin()
                .get("/api/v1/event-types")
                .then()
                .statusCode(200)
                .body("items.type", hasItem("reservation.created"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events", "/api/v1/sources", "/api/v1/guests"})
    void nobodyReadsWithoutAKey(String path) {
        given().get(path).then().statusCode(401).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/events/evt_, 404",
        "/api/v1/deliveries/dlv_, 404",
        "/api/v1/subscriptions/sub_, 404",
        "/api/v1/confirmations/cfm_, 404",
        "/api/v1/refused/rfd_, 404",
        "/api/v1/pulls/pul_, 404"
    })
    void whatIsNotThereIsAProblemThatSaysSo(String path, int status) {
        Api.asAdmin()
                .get(path + NO_ID)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("$", hasKey("type"))
                .body("$", hasKey("title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events?limit=0", "/api/v1/events?from=yesterday", "/api/v1/events?cursor=%21"})
    void aQuestionThatMakesNoSenseIsAProblem(String path) {
        Api.asAdmin()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aBodyThatIsNoJsonIsAProblemThatDoesNotRepeatIt() {
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"name\": not-to-be-repeated")
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(not(containsString("not-to-be-repeated")));
    }

    private RequestSpecification onManagementPort() {
        return given().port(surroundings.managementPort());
    }
}
