package io.bellhop.standin;

import static com.github.tomakehurst.wiremock.common.Json.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannexTest {

    private static final String API = "/api/v1";
    private static final String FEED = API + "/booking_revisions/feed";
    private static final String WEBHOOKS = API + "/webhooks";

    private final StandIn standIn = StandIn.start(0);
    private final Browser pms = Browser.channex(standIn);

    @AfterEach
    void stop() {
        standIn.stop();
    }

    @Test
    void nobodyIsLetInWithoutTheKey() {
        Answered answered = Answered.of(Browser.nobody(standIn).get(FEED));

        assertThat(answered.status()).isEqualTo(401);
        assertThat(answered.text("/errors/code")).isEqualTo("unauthorized");
        assertThat(pms.get(API + "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void theFeedIsPagedAndHasTheUnacknowledgedOnly() {
        standIn.channex().clearRevisions();
        IntStream.range(0, 25)
                .forEach(n -> standIn.channex()
                        .putRevision("{\"id\":\"revision-%02d\",\"inserted_at\":\"2026-05-05T13:00:%02d.000000\"}"
                                .formatted(n, n)));

        Answered first = Answered.of(pms.get(FEED));
        pms.post(API + "/booking_revisions/revision-00/ack", "");
        Answered third = Answered.of(pms.get(FEED + "?pagination[page]=3&pagination[limit]=10"));

        assertThat(first.ids()).hasSize(10).startsWith("revision-00");
        assertThat(first.text("/meta/total")).isEqualTo("25");
        assertThat(third.ids()).containsExactly("revision-21", "revision-22", "revision-23", "revision-24");
        assertThat(Answered.of(pms.get(FEED + "?pagination[page]=4")).ids()).isEmpty();
    }

    @Test
    void whatIsAcknowledgedIsCountedAndNoLongerTellsItsCard() {
        String id = standIn.channex().book(Webhook.DROPPED);
        String revision = API + "/booking_revisions/" + id;
        Answered before = Answered.of(pms.get(revision));

        pms.post(revision + "/ack", "");
        pms.post(revision + "/ack", "");

        assertThat(before.text("/data/attributes/guarantee/card_type")).isEqualTo("VI");
        assertThat(Answered.of(pms.get(revision)).text("/data/attributes/guarantee"))
                .isEqualTo("null");
        assertThat(standIn.channex().acknowledged()).containsExactly(id);
        assertThat(standIn.channex().acknowledgements(id)).isEqualTo(2);
        assertThat(pms.post(API + "/booking_revisions/other/ack", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void revisionsAreListedByWhenTheyCame() {
        String booked = standIn.channex().book(Webhook.DROPPED);

        Answered all = Answered.of(pms.get(API + "/booking_revisions?filter[inserted_at][gte]=2026-05-06T00:00:00Z"));

        assertThat(all.ids()).hasSize(2).contains(booked);
        assertThat(Answered.of(pms.get(FEED + "?filter[property_id]=other")).ids())
                .isEmpty();
    }

    @Test
    void aRevisionThatNobodyCanReadIsInTheFeedAsItIs() {
        standIn.channex().clearRevisions();

        standIn.channex().putRevision("{\"id\":\"../x\",\"type\":\"booking_revision\",\"attributes\":\"nonsense\"}");

        assertThat(Answered.of(pms.get(FEED)).ids()).containsExactly("../x");
    }

    @Test
    void availabilityAndRestrictionsAreOfTheDaysAskedFor() {
        String room = "9ebd93de-01ef-5e43-9396-374b349a8963";
        standIn.channex().putAvailability(room, "2099-06-12", 3);
        String days = "filter[property_id]=" + Channex.PROPERTY
                + "&filter[date][gte]=2099-06-11&filter[date][lte]=2099-06-13";

        Answered rooms = Answered.of(pms.get(API + "/availability?" + days));
        Answered rates = Answered.of(pms.get(API + "/restrictions?" + days + "&filter[restrictions]=rate"));

        assertThat(rooms.body()).isEqualTo(node("{\"data\":{\"%s\":{\"2099-06-12\":3}}}".formatted(room)));
        assertThat(rates.text("/data/103309d0-b708-559d-b326-51bff60bc464/2099-06-12/rate"))
                .isEqualTo("130.00");
        assertThat(pms.get(API + "/restrictions?" + days).statusCode()).isEqualTo(400);
    }

    @Test
    void messagesAndReviewsAreThere() {
        String thread = Answered.of(pms.get(API + "/message_threads")).ids().get(0);
        standIn.channex().putMessage("{\"message\":\"We come by train.\",\"sender\":\"guest\"}");
        standIn.channex().putReview("{\"content\":\"Fine.\"}");

        assertThat(Answered.of(pms.get(API + "/message_threads/" + thread + "/messages"))
                        .ids())
                .hasSize(2);
        assertThat(Answered.of(pms.get(API + "/reviews?order[inserted_at]=desc"))
                        .text("/data/0/attributes/content"))
                .isEqualTo("Fine.");
        assertThat(pms.get(API + "/message_threads/other/messages").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aWebhookIsMadeChangedAndRemoved() {
        String wanted = "{\"webhook\":{\"callback_url\":\"https://gateway.example.com/webhooks/channex\","
                + "\"event_mask\":\"*\",\"property_id\":null,\"is_global\":true}}";

        Answered made = Answered.of(pms.post(WEBHOOKS, wanted));
        String path = WEBHOOKS + "/" + made.text("/data/id");
        Answered changed = Answered.of(pms.put(path, "{\"webhook\":{\"is_active\":true}}"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/data/attributes/is_active")).isEqualTo("false");
        assertThat(changed.text("/data/attributes/is_active")).isEqualTo("true");
        assertThat(changed.text("/data/attributes/event_mask")).isEqualTo("*");
        assertThat(Answered.of(pms.get(WEBHOOKS)).ids()).containsExactly(made.text("/data/id"));
        assertThat(pms.delete(path).statusCode()).isEqualTo(200);
        assertThat(pms.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aWebhookThatLacksSomethingIsRefusedWithWhat() {
        Answered answered = Answered.of(pms.post(WEBHOOKS, "{\"webhook\":{\"callback_url\":\"x\"}}"));

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.text("/errors/details/property_id/0")).isEqualTo("can't be blank");
        assertThat(answered.text("/errors/details/callback_url/0")).isEqualTo("is invalid");
        assertThat(answered.text("/errors/details/event_mask/0")).isEqualTo("can't be blank");
    }

    @Test
    void aTestIsReallySent() {
        try (CallbackServer callback = CallbackServer.start()) {
            Answered answered = Answered.of(pms.post(
                    WEBHOOKS + "/test", webhook(callback, "\"headers\":{\"X-Channex-Webhook-Secret\":\"a-secret\"}")));

            assertThat(answered.body()).isEqualTo(node("{\"status_code\":200,\"body\":\"taken\"}"));
            assertThat(callback.header("X-Channex-Webhook-Secret")).isEqualTo("a-secret");
            assertThat(callback.bodies()).hasSize(1);
        }
    }

    @Test
    void aBookingIsToldToTheActiveWebhookAsItWasRegistered() {
        try (CallbackServer callback = CallbackServer.start()) {
            pms.post(WEBHOOKS, webhook(callback, "\"send_data\":true,\"request_params\":{\"hotel\":\"a b\"}"));

            String dropped = standIn.channex().book(Webhook.DROPPED);
            String sent = standIn.channex().book(Webhook.SENT);

            assertThat(callback.bodies()).singleElement().asString().contains(sent, "\"booking_new\"");
            assertThat(callback.path()).isEqualTo("/webhooks/channex?hotel=a+b");
            assertThat(Answered.of(pms.get(FEED)).ids()).contains(dropped, sent);
        }
    }

    @Test
    void aWebhookWithoutDataHasNoneAndOneThatIsOffOrMeantForOthersHearsNothing() {
        try (CallbackServer callback = CallbackServer.start()) {
            String id = Answered.of(pms.post(WEBHOOKS, webhook(callback, "\"send_data\":false")))
                    .text("/data/id");

            standIn.channex().book(Webhook.SENT);
            standIn.channex().changeWebhook(id, "{\"event_mask\":\"message;review\"}");
            standIn.channex().book(Webhook.SENT);
            standIn.channex().changeWebhook(id, "{\"event_mask\":\"*\",\"is_active\":false}");
            standIn.channex().book(Webhook.SENT);

            assertThat(callback.bodies()).singleElement().asString().doesNotContain("payload");
        }
    }

    @Test
    void ofAGlobalWebhookAndTheOneOfThePropertyThePropertysWins() {
        try (CallbackServer callback = CallbackServer.start()) {
            pms.post(WEBHOOKS, webhook(callback, "\"send_data\":true"));
            pms.post(
                    WEBHOOKS,
                    webhook(
                            callback,
                            "\"send_data\":false,\"is_global\":false,\"property_id\":\"" + Channex.PROPERTY + "\""));

            List<Sent> sent = standIn.channex().send("review", Channex.PROPERTY, "{}");

            assertThat(sent).containsExactly(new Sent(200, "taken"));
            assertThat(callback.bodies()).singleElement().asString().doesNotContain("payload");
        }
    }

    private static String webhook(CallbackServer callback, String more) {
        return "{\"webhook\":{\"event_mask\":\"*\",\"is_active\":true,\"is_global\":true,\"callback_url\":\""
                + callback.url("/webhooks/channex") + "\"," + more + "}}";
    }
}
