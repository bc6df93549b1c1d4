package io.bellhop.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bellhop.Api;
import io.bellhop.processing.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubscriptionHealthIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final Instant SINCE =
            Instant.now().minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);

    @Inject
    SubscriptionHealth health;

    @Inject
    Subscriptions subscriptions;

    @Test
    void whatFailsSinceAShortTimeIsLeftAlone() {
        SubscriptionId id = failingSince(SINCE);

        await(health.failing(id, SINCE, SINCE.plus(Duration.ofHours(59))));

        assertThat(events(id)).isEmpty();
    }

    @Test
    void warnsOnceHoweverManySeeIt() {
        SubscriptionId id = failingSince(SINCE);
        Instant last = SINCE.plus(Duration.ofHours(60));

        await(Uni.join()
                .all(IntStream.range(0, 5)
                        .mapToObj(i -> health.failing(id, SINCE, last))
                        .toList())
                .andFailFast());
        await(health.failing(id, SINCE, last.plusSeconds(60)));

        assertThat(events(id)).hasSize(1);
        Map<String, Object> event = events(id).get(0);
        assertThat(event)
                .containsEntry("type", "subscription.failing")
                .containsEntry("source", "bellhop")
                .containsEntry("origin", "gateway")
                .containsEntry("subject", "subscription/" + id);
        JsonPath body = body(event);
        assertThat(body.getMap(""))
                .containsEntry("subscription_id", id.toString())
                .containsEntry("host", "127.0.0.1")
                .containsEntry("reason", "failing")
                .containsEntry("failing_since", SINCE.toString())
                .containsEntry("disabled_from", SINCE.plus(Duration.ofDays(5)).toString())
                .containsKey("name");
        assertThat(body.prettify()).doesNotContain("canary").doesNotContain("hook");
        SubscriptionCalls.get(id.toString()).body("is_active", is(true));
    }

    @Test
    void warnsAgainWhenItFailsAgain() {
        SubscriptionId id = failingSince(SINCE);
        await(health.failing(id, SINCE, SINCE.plus(Duration.ofHours(60))));
        Instant later = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        Database.execute("update subscription_health set failing_since = '" + later + "' where subscription_id = '"
                + id.value() + "'");

        await(health.failing(id, later, later.plus(Duration.ofHours(60))));

        assertThat(events(id)).hasSize(2);
    }

    @Test
    void switchesOffWhatFailsForTooLongAndWasWarnedOf() {
        SubscriptionId id = warnedOf();
        Instant last = SINCE.plus(Duration.ofDays(5));

        await(Uni.join()
                .all(IntStream.range(0, 5)
                        .mapToObj(i -> health.failing(id, SINCE, last))
                        .toList())
                .andFailFast());

        SubscriptionCalls.get(id.toString())
                .body("is_active", is(false))
                .body("disabled_at", notNullValue())
                .body("disabled_reason", is("failing"))
                .body("failing_since", is(SINCE.toString()));
        assertThat(subscriptions.find(id)).isEmpty();
        assertThat(events(id))
                .extracting(event -> event.get("type"))
                .containsExactly("subscription.disabled", "subscription.failing");
        assertThat(body(events(id).get(0)).getString("failing_since")).isEqualTo(SINCE.toString());
    }

    /** Where little is sent, nobody has noticed before that it fails. */
    @Test
    void nothingIsSwitchedOffWithoutAWarningAndTimeToAct() {
        SubscriptionId id = failingSince(SINCE);

        await(health.failing(id, SINCE, SINCE.plus(Duration.ofDays(9))));
        await(health.failing(id, SINCE, SINCE.plus(Duration.ofDays(11))));

        SubscriptionCalls.get(id.toString()).body("is_active", is(true));
        assertThat(events(id)).extracting(event -> event.get("type")).containsExactly("subscription.failing");

        await(health.failing(id, SINCE, SINCE.plus(Duration.ofDays(12))));

        SubscriptionCalls.get(id.toString()).body("is_active", is(false));
    }

    private SubscriptionId warnedOf() {
        SubscriptionId id = failingSince(SINCE);
        await(health.failing(id, SINCE, SINCE.plus(Duration.ofHours(60))));
        return id;
    }

    @Test
    void whatHasSucceededSinceIsLeftAlone() {
        SubscriptionId id = failingSince(SINCE);
        Database.execute(
                "update subscription_health set failing_since = null, succeeded_at = now() where subscription_id = '"
                        + id.value() + "'");

        await(health.failing(id, SINCE, SINCE.plus(Duration.ofDays(6))));

        SubscriptionCalls.get(id.toString()).body("is_active", is(true));
        assertThat(events(id)).isEmpty();
    }

    @Test
    void switchesOffOnceForAReason() {
        SubscriptionId id = failingSince(SINCE);

        await(health.switchOff(id, "gone"));
        await(health.switchOff(id, "gone"));

        SubscriptionCalls.get(id.toString()).body("disabled_reason", is("gone"));
        assertThat(events(id)).hasSize(1);
        assertThat(body(events(id).get(0)).getString("reason")).isEqualTo("gone");
    }

    @Test
    void isAsNewWhenAPersonSwitchesItOnAgain() {
        SubscriptionId id = warnedOf();
        await(health.failing(id, SINCE, SINCE.plus(Duration.ofDays(5))));

        SubscriptionCalls.patch(id.toString(), "{'is_active':true}")
                .statusCode(200)
                .body("is_active", is(true))
                .body("disabled_at", nullValue())
                .body("disabled_reason", nullValue())
                .body("failing_since", nullValue())
                .body("failed_at", notNullValue());
        assertThat(subscriptions.find(id)).isPresent();

        await(health.switchOff(id, "gone"));
        assertThat(events(id)).hasSize(3);
    }

    @Test
    void anotherChangeKeepsItSwitchedOff() {
        SubscriptionId id = failingSince(SINCE);
        await(health.switchOff(id, "gone"));

        SubscriptionCalls.patch(id.toString(), "{'send_data':false}")
                .statusCode(200)
                .body("is_active", is(false))
                .body("disabled_reason", is("gone"))
                .body("failing_since", is(SINCE.toString()));
    }

    @Test
    void nobodyIsSwitchedOffThatIsNotThere() {
        SubscriptionId id = failingSince(SINCE);
        SubscriptionCalls.delete(id.toString()).statusCode(204);

        await(health.failing(id, SINCE, SINCE.plus(Duration.ofDays(5))));
        await(health.switchOff(id, "gone"));

        assertThat(events(id)).isEmpty();
    }

    @Test
    void theGatewaysOwnEventsAreProcessedWithoutASource() {
        SubscriptionId id = failingSince(SINCE);

        await(health.switchOff(id, "gone"));

        Database.awaitProcessed();
        assertThat(events(id))
                .singleElement()
                .extracting(event -> event.get("state"))
                .isEqualTo("processed");
        Api.asAdmin()
                .contentType("application/json")
                .body(Map.of("provider", "roomz"))
                .put("/api/v1/sources/bellhop")
                .then()
                .statusCode(400);
    }

    private static SubscriptionId failingSince(Instant since) {
        SubscriptionId id = SubscriptionId.parse(SubscriptionCalls.make(
                "callback_url", "http://127.0.0.1:9/hook/canary", "headers", Map.of("X", "canary")));
        Database.execute("insert into subscription_health (subscription_id, failing_since, failed_at) values ('"
                + id.value() + "', '" + since + "', now())");
        return id;
    }

    private static void await(Uni<?> done) {
        done.await().atMost(TIME_LIMIT);
    }

    private static List<Map<String, Object>> events(SubscriptionId id) {
        return Api.asAdmin()
                .queryParam("subject", "subscription/" + id)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static JsonPath body(Map<String, Object> event) {
        return Api.asAdmin().get("/api/v1/events/" + event.get("id") + "/body").jsonPath();
    }
}
