package io.bellhop.blackbox;

import static io.bellhop.blackbox.Subscriptions.PATH;
import static io.bellhop.blackbox.Subscriptions.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bellhop.Api;
import io.bellhop.delivery.FakeReceiver;
import io.bellhop.egress.Certificates;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what, and whether it would arrive. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class SubscriptionsIT {

    Surroundings surroundings;

    @TempDir
    Path directory;

    @Test
    void aSubscriptionIsTriedOutChangedReplacedAndGivenAnotherSecret() {
        try (FakeReceiver receiver = new FakeReceiver()) {
            String body = Subscriptions.to(receiver.url(), "room.*");
            String id = json(body).post(PATH).then().statusCode(201).extract().path("id");

            Api.asAdmin().post(PATH + id + "/test").then().statusCode(200).body("status", is(204));
            json("{\"headers\":{\"X-Hotel\":\"seven\"},\"rate_limit\":60}")
                    .patch(PATH + id)
                    .then()
                    .statusCode(200)
                    .body("headers", contains("X-Hotel"));
            json(body.replace("room.*", "*"))
                    .put(PATH + id)
                    .then()
                    .statusCode(200)
                    .body("event_mask", is("*"));
            String random = rotated(Api.asAdmin().post(PATH + id + "/rotate").then());
            String own = newSecret();
            String shown = rotated(json("{\"secret\":\"" + own + "\"}")
                    .post(PATH + id + "/rotate")
                    .then());
            Api.asAdmin()
                    .get(PATH + id)
                    .then()
                    .statusCode(200)
                    .body("id", is(id))
                    .body("secret_count", is(3));
            Api.asAdmin().get(PATH).then().statusCode(200).body("items.size()", greaterThan(0));
            Subscriptions.remove(id);

            assertThat(random).startsWith("whsec_");
            assertThat(shown).isEqualTo(own);
        }
    }

    private static String rotated(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("secret");
    }

    private static String newSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void aReceiverIsFoundByItsName() {
        try (FakeReceiver receiver = new FakeReceiver()) {
            tryOut(receiver.url().replace("127.0.0.1", "localhost"))
                    .body("success", is(true))
                    .body("status", is(204));
        }
    }

    @Test
    void aReceiverIsCalledByHttpsIfWeTrustWhoSignedItsCertificate() throws Exception {
        try (TlsReceiver known = new TlsReceiver(surroundings.certificates(), directory);
                TlsReceiver stranger = new TlsReceiver(new Certificates(directory), directory)) {
            tryOut(known.url("127.0.0.1")).body("success", is(true)).body("status", is(204));
            tryOut(known.url("localhost"))
                    .body("success", is(false))
                    .body("reason", is("tls_failure"))
                    .body("detail", notNullValue());
            tryOut(stranger.url("127.0.0.1"))
                    .body("success", is(false))
                    .body("reason", is("tls_failure"))
                    .body("status", nullValue());

            assertThat(known.received()).singleElement().asString().startsWith("HTTP_2 evt_");
            assertThat(stranger.received()).isEmpty();
        }
    }

    /** Without saving anything. */
    private static ValidatableResponse tryOut(String url) {
        return json(Subscriptions.to(url, "*")).post(PATH + "test").then().statusCode(200);
    }

    @Test
    void aMistypedFieldIsAProblemThatNamesIt() {
        json(Subscriptions.to("http://127.0.0.1:1/hook", "reservation.*").replace("event_mask", "event_musk"))
                .post(PATH)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", is("event_musk"));
    }
}
