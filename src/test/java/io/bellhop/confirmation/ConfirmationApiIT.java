package io.bellhop.confirmation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.bellhop.Api;
import io.bellhop.SettableClock;
import io.bellhop.event.EventId;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at e-mails, and sending them again. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class ConfirmationApiIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final String PATH = "/api/v1/confirmations";

    @Inject
    SettableClock clock;

    @Inject
    Pool pool;

    MailServer mails;

    private BookedRow booked;

    @BeforeEach
    void aReservation() {
        booked = new BookedRow(pool);
    }

    @Test
    void aListIsOfTheNewestFirstPageByPage() {
        String confirmation = row(Kind.CONFIRMATION, State.SENT);
        String change = row(Kind.CHANGE, State.FAILED);

        String cursor = list("?limit=1&reservation=")
                .body("items", hasSize(1))
                .extract()
                .path("next");
        list("?limit=1&cursor=" + cursor + "&reservation=")
                .body("items", hasSize(1))
                .body("next", equalTo(null));
        list("?state=sent&reservation=").body("items.id", equalTo(List.of(confirmation)));
        list("?kind=change&reservation=").body("items.id", equalTo(List.of(change)));
    }

    @Test
    void anEmailCanBeLookedAtAsItWouldBeNow() {
        String id = row(Kind.CONFIRMATION, State.SENT);
        booked.reservation("party_size", 9).venue("name", "<b>Bistro</b>");

        get(id + "/mail.html")
                .statusCode(200)
                .contentType("text/html")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("&lt;b&gt;Bistro&lt;/b&gt;"));
        get(id + "/mail.txt").statusCode(200).contentType("text/plain").body(containsString("Guests: 9"));
        get(id + "/invite.ics").statusCode(200).contentType("text/calendar").body(containsString("BEGIN:VEVENT"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "UNCERTAIN", "SKIPPED"})
    void whatDidNotGoCanBeSentAgain(State state) {
        String id = row(Kind.CONFIRMATION, state);

        send(id).statusCode(202).body("id", equalTo(id));

        await().atMost(TIME_LIMIT)
                .untilAsserted(() -> assertThat(booked.states()).containsExactly("confirmation sent"));
        get(id).body("state", equalTo("sent")).body("attempts", equalTo(1));
        assertThat(mails.to(booked.email)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"OWED", "SENDING", "SENT"})
    void whatHasGoneOrMayYetGoCannot(State state) {
        String id = row(Kind.CONFIRMATION, state);

        send(id).statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("It is " + state));

        assertThat(mails.to(booked.email)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "evt_01a1fe520ce37b97a18dd883739ba859"})
    void whatIsNoIdIsABadRequest(String id) {
        get(id).statusCode(400);
        get(id + "/mail.html").statusCode(400);
        send(id).statusCode(400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String id = "cfm_01a1fe520ce37b97a18dd883739ba859";
        get(id).statusCode(404);
        get(id + "/mail.txt").statusCode(404).contentType("application/problem+json");
        send(id).statusCode(404);
    }

    @Test
    void aFilterThatIsNoneIsABadRequest() {
        Api.asAdmin().get(PATH + "?state=lost").then().statusCode(400);
        Api.asAdmin().get(PATH + "?kind=x").then().statusCode(400);
        Api.asAdmin().get(PATH + "?reservation=x").then().statusCode(400);
        Api.asAdmin().get(PATH + "?limit=501").then().statusCode(400);
    }

    @Test
    void nothingOfItIsShownToWhoHasNoKey() {
        String id = row(Kind.CONFIRMATION, State.FAILED);

        given().get(PATH).then().statusCode(401);
        given().get(PATH + "/" + id + "/mail.html").then().statusCode(401);
        given().post(PATH + "/" + id + "/send").then().statusCode(401);
    }

    /** Not due for an hour, if it is owed or being sent. */
    private String row(Kind kind, State state) {
        UUID id = booked.row(kind, state, clock.instant().plusSeconds(3600));
        return EventId.format("cfm_", id);
    }

    private ValidatableResponse list(String query) {
        return Api.asAdmin().get(PATH + query + booked.reservation).then().statusCode(200);
    }

    private static ValidatableResponse get(String path) {
        return Api.asAdmin().get(PATH + "/" + path).then();
    }

    private static ValidatableResponse send(String id) {
        return Api.asAdmin().post(PATH + "/" + id + "/send").then();
    }
}
