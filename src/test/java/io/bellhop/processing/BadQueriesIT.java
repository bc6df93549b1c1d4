package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.bellhop.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be asked of a list is said to be so, and is neither ignored nor a fault of ours. */
@QuarkusTest
class BadQueriesIT {

    @ParameterizedTest
    @ValueSource(strings = {"reservations", "guests", "venues", "rooms", "events"})
    void aLimitOrCursorThatIsNoneIsABadRequest(String path) {
        for (String limit : List.of("0", "-1", "501", "x", "1.5", "99999999999")) {
            isBad(path, "limit", limit);
        }
        for (String cursor : List.of("x", "1", "evt_1", "' or 1=1 --")) {
            isBad(path, "cursor", cursor);
        }
        Api.asAdmin().queryParam("limit", 500).get("/api/v1/" + path).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "reservations, from, 2026-6-1",
        "reservations, from, 2026-02-30",
        "reservations, to, tomorrow",
        "reservations, to, 2026-06-20T00:00:00Z",
        "reservations, guest, 17",
        "reservations, status, CONFIRMED",
        "reservations, status, lost",
        "reservations, gap, yes",
        "rooms, presence, occupied",
        "events, state, done",
        "events, from, yesterday",
        "availability, source, x"
    })
    void whatCannotBeAskedIsABadRequest(String path, String parameter, String value) {
        isBad(path, parameter, value);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01, 2026-07-03",
        "2026-06-01, 9999-12-31",
        "2026-06-31, 2026-07-01",
        "2026-06-01, x",
        "'', 2026-07-01"
    })
    void availabilityIsOfAtMostAMonthOfRealDates(String from, String to) {
        Api.asAdmin()
                .queryParam("source", "hotel")
                .queryParam("venue", "property-1")
                .queryParam("from", from)
                .queryParam("to", to)
                .get("/api/v1/availability")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01", "+999999999-12-31", "-4713-01-01", "+294277-01-01", "9999-12-31"})
    void aDateFarAwayDoesNotMakeItFail(String date) {
        for (String parameter : List.of("from", "to")) {
            assertThat(Api.asAdmin()
                            .queryParam(parameter, date)
                            .get("/api/v1/reservations")
                            .statusCode())
                    .isIn(200, 400);
        }
        assertThat(Api.asAdmin()
                        .queryParam("source", "hotel")
                        .queryParam("venue", "property-1")
                        .queryParam("from", date)
                        .queryParam("to", date)
                        .get("/api/v1/availability")
                        .statusCode())
                .isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservations", "guests", "venues", "rooms"})
    void oneThatIsNotThereIsNotFoundAndWhatIsNoIdABadRequest(String path) {
        Api.asAdmin()
                .get("/api/v1/" + path + "/01a1fe52-0ce3-7b97-a18d-d883739ba859")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404));
        for (String id : List.of("1", "x", "evt_01a1fe520ce37b97a18dd883739ba859", "%00")) {
            Api.asAdmin()
                    .urlEncodingEnabled(false)
                    .get("/api/v1/" + path + "/" + id)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    private static void isBad(String path, String parameter, String value) {
        Api.asAdmin()
                .queryParam(parameter, value)
                .get("/api/v1/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bellhop:problem:bad-request"));
    }
}
