package io.bellhop.standin;

import static com.github.tomakehurst.wiremock.common.Json.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SevenRoomsTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final String EXPORT = "/reservations/export";

    private volatile Instant now = NOW;
    private final StandIn standIn = StandIn.start(0, () -> now);

    @AfterEach
    void stop() {
        standIn.stop();
    }

    @Test
    void aTokenIsGivenToTheClientAlone() {
        String right = "grant_type=client_credentials&client_id=stand-in-client&client_secret=stand-in-client-secret";
        Browser nobody = Browser.nobody(standIn);

        assertThat(nobody.form("/oauth/token", right).statusCode()).isEqualTo(200);
        assertThat(nobody.form("/oauth/token", right + "!").statusCode()).isEqualTo(401);
        assertThat(nobody.form("/oauth/token", right.replace("grant_type", "grant"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theObservedStyleNeedsNoGrantTypeAndTakesItsTokenRaw() {
        String form = "client_id=stand-in-client&client_secret=stand-in-client-secret";

        Answered answered = Answered.of(Browser.nobody(standIn).form("/auth", form));

        Browser raw = new Browser(standIn, "Authorization", answered.text("/data/token"));
        assertThat(raw.get("/venues").statusCode()).isEqualTo(200);
        assertThat(standIn.calls("/auth").get(0).body()).isEqualTo(form);
    }

    @Test
    void everyTokenIsGoodUntilItExpires() {
        standIn.sevenRooms().tokensLast(Duration.ofSeconds(60));
        Browser first = Browser.sevenRooms(standIn);
        now = NOW.plusSeconds(59);
        Browser second = Browser.sevenRooms(standIn);

        assertThat(first.get("/v1/venues").statusCode()).isEqualTo(200);
        now = NOW.plusSeconds(60);
        assertThat(first.get("/v1/venues").statusCode()).isEqualTo(401);
        assertThat(second.get("/v1/venues").statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedTokenIsBad() {
        Browser client = Browser.sevenRooms(standIn);

        standIn.sevenRooms().revokeTokens();

        Answered answered = Answered.of(client.get("/v1/venues"));
        assertThat(answered.status()).isEqualTo(401);
        assertThat(answered.body()).isEqualTo(node("{\"status\":401,\"msg\":\"Unauthorized\"}"));
    }

    @Test
    void pagesAreFollowedByTheirCursors() {
        Browser client = Browser.sevenRooms(standIn);

        Answered first = Answered.of(client.get(EXPORT + "?limit=3"));
        String cursor = first.text("/data/cursor");
        Answered second = Answered.of(client.get(EXPORT + "?limit=3&cursor=" + cursor));

        assertThat(first.ids()).hasSize(3);
        assertThat(second.ids()).hasSize(1).doesNotContainAnyElementsOf(first.ids());
        assertThat(second.text("/data/cursor")).isEmpty();
        assertThat(client.get(EXPORT + "?cursor=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void onlyWhatHasChangedSinceIsToldUnlessThatIsIgnored() {
        Browser client = Browser.sevenRooms(standIn);
        String since = EXPORT + "?updated_since=2026-06-10T08:00:00Z";

        assertThat(Answered.of(client.get(since)).ids()).containsExactly("c3RhbmQtaW4tcmVzZXJ2LW1pc3NlZA");
        standIn.sevenRooms().honoursUpdatedSince(false);
        assertThat(Answered.of(client.get(since)).ids()).hasSize(4);
    }

    @Test
    void guestsAreThereToo() {
        Browser client = Browser.sevenRooms(standIn);

        Answered all = Answered.of(client.get("/clients/export"));
        Answered one = Answered.of(client.get("/clients/" + all.ids().get(0)));

        assertThat(all.ids()).hasSize(3);
        assertThat(one.text("/data/email")).isEqualTo("matteo.campione@example.com");
        assertThat(client.get("/clients/other").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsPutIsThere() {
        Browser client = Browser.sevenRooms(standIn);
        standIn.sevenRooms().clear();

        standIn.sevenRooms().putVenue("{\"id\":\"v\",\"name\":\"Other Example Grill\"}");
        standIn.sevenRooms().putVenue("{\"id\":\"v\",\"name\":\"Another Example Grill\"}");

        Answered answered = Answered.of(client.get("/v1/venues"));
        assertThat(answered.text("/data/results/0/name")).isEqualTo("Another Example Grill");
        assertThat(answered.ids()).hasSize(1);
    }

    @Test
    void aBookingWhoseWebhookIsSentIsSignedAndOneWhoseWebhookIsDroppedIsQuiet() {
        try (CallbackServer callback = CallbackServer.start()) {
            standIn.sevenRooms().sendWebhooksTo(callback.url("/webhooks/sevenrooms"), "a-secret");

            String dropped = standIn.sevenRooms().book(Webhook.DROPPED);
            String sent = standIn.sevenRooms().book(Webhook.SENT);

            assertThat(callback.bodies())
                    .singleElement()
                    .asString()
                    .contains(sent)
                    .doesNotContain(dropped);
            assertThat(callback.header("X-SevenRooms-Signature")).matches("[0-9a-f]{64}");
            assertThat(Answered.of(Browser.sevenRooms(standIn).get(EXPORT)).ids())
                    .contains(dropped, sent);
        }
    }
}
