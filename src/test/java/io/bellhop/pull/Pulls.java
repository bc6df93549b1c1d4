package io.bellhop.pull;

import static org.hamcrest.Matchers.hasSize;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.bellhop.standin.Channex;
import io.bellhop.standin.SevenRooms;
import io.bellhop.standin.StandIn;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** A source that pulls from a stand-in. */
record Pulls(Webhook webhook) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    static Pulls ofSevenRooms(StandIn standIn) {
        return ofSevenRooms(standIn, "");
    }

    /** @param more settings as JSON, each followed by a comma */
    static Pulls ofSevenRooms(StandIn standIn, String more) {
        Webhook webhook = Webhook.toNewSource("sevenrooms", """
                {%s "base-url": "%s", "rate-per-minute": "60000", "page-limit": "2", "venues-interval": "1d",
                 "reservations-interval": "1d", "guests-interval": "1d"}
                """.formatted(more, standIn.url()));
        return new Pulls(webhook)
                .thereForAnHour()
                .withCredentials("{\"client-id\":\"%s\",\"client-secret\":\"%s\"}"
                        .formatted(SevenRooms.CLIENT_ID, SevenRooms.CLIENT_SECRET));
    }

    static Pulls ofChannex(StandIn standIn) {
        return ofChannexUnconnected(standIn).connectChannex();
    }

    /** Without credentials yet. */
    static Pulls ofChannexUnconnected(StandIn standIn) {
        Webhook webhook = Webhook.toNewSource("channex", """
                {"base-url": "%s", "rate-per-minute": "60000", "page-limit": "10", "feed-poll-interval": "1d"}
                """.formatted(standIn.channexUrl()));
        return new Pulls(webhook).thereForAnHour();
    }

    Pulls connectChannex() {
        return withCredentials("{\"api-key\":\"" + Channex.API_KEY + "\"}");
    }

    Pulls withCredentials(String json) {
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"credentials\":" + json + "}")
                .put("/api/v1/sources/" + source() + "/credentials")
                .then()
                .statusCode(200);
        return this;
    }

    /** As one that has had webhooks for an hour. */
    Pulls thereForAnHour() {
        Database.execute(
                "update source set created_at = created_at - interval '1 hour' where name = '" + source() + "'");
        return this;
    }

    /** As if the last good pull of every feed had been then. */
    void lastSeen(Instant watermark) {
        Database.execute("update pull set watermark = '" + watermark + "' where source = '" + source() + "'");
    }

    String source() {
        return webhook.source();
    }

    /** The one that the schedule begins by itself. */
    void awaitFirst(String feed) {
        Awaitility.await().atMost(LIMIT).until(() -> ended(feed) > 0);
    }

    /** So that it is not pulled any more when its stand-in is gone. */
    void forget() {
        Api.asAdmin()
                .delete("/api/v1/sources/" + source() + "/credentials")
                .then()
                .statusCode(200);
    }

    /** Pulls a feed now, and waits for its end. */
    JsonPath pull(String feed) {
        int before = ended(feed);
        Api.asAdmin()
                .contentType("application/json")
                .body("{\"source\":\"%s\",\"feed\":\"%s\"}".formatted(source(), feed))
                .post("/api/v1/pulls")
                .then()
                .statusCode(202)
                .body("items", hasSize(1));
        Awaitility.await().atMost(LIMIT).until(() -> ended(feed) > before);
        return last(feed);
    }

    boolean isOnSchedule(String feed) {
        return !Api.asAdmin()
                .get("/api/v1/pulls/schedule")
                .jsonPath()
                .getList("items.findAll { it.source == '" + source() + "' && it.feed == '" + feed + "' }")
                .isEmpty();
    }

    /** Nothing that an event asked for is due or runs. */
    boolean isAtRest() {
        return Api.asAdmin()
                .get("/api/v1/pulls/schedule")
                .jsonPath()
                .getList("items.findAll { it.source == '" + source() + "' && it.venue != null }")
                .isEmpty();
    }

    /** The last one that has ended. */
    JsonPath last(String feed) {
        JsonPath list = list(feed);
        list.setRootPath("items.find { it.outcome != 'running' }");
        return list;
    }

    int ended(String feed) {
        return list(feed).getInt("items.findAll { it.outcome != 'running' }.size()");
    }

    private JsonPath list(String feed) {
        return Api.asAdmin()
                .queryParam("source", source())
                .queryParam("feed", feed)
                .get("/api/v1/pulls")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
