package io.bellhop.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.bellhop.SettableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How venues are shown: with their age, and only to those who do not have the answer already. */
@QuarkusTest
class VenueAnswersIT {

    @Inject
    Pool pool;

    @Inject
    SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void oneThatWasNeverPulledHasNoAgeAndIsNotStale() {
        StoredVenue bistro = new StoredVenue(pool);

        Response answer = bistro.get(null);

        answer.then()
                .statusCode(200)
                .body("name", is("Example Bistro"))
                .body("zone", nullValue())
                .body("pulled_at", nullValue())
                .body("stale", is(false));
        assertThat(answer.header("Age")).isNull();
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void showsWhenItWasPulledAndHowLongAgo() {
        Instant pulled =
                Instant.parse(Instant.now().toString().substring(0, 19) + "Z").minusSeconds(600);
        StoredVenue bistro = new StoredVenue(pool).pulled(pulled);

        Response answer = bistro.get(null);

        answer.then().statusCode(200).body("stale", is(false));
        assertThat(Instant.parse(answer.path("pulled_at"))).isEqualTo(pulled);
        assertThat(Long.parseLong(answer.header("Age"))).isBetween(600L, 700L);
    }

    @Test
    void oneWhoseProviderHasNotAnsweredForLongIsStaleAndStillShown() {
        StoredVenue bistro = new StoredVenue(pool).pulled(Instant.now());
        String fresh = bistro.get(null).header("ETag");
        String freshList = bistro.list(null).header("ETag");

        clock.moveOn(Duration.ofHours(3).plusMinutes(1));

        bistro.get(fresh)
                .then()
                .statusCode(200)
                .body("name", is("Example Bistro"))
                .body("stale", is(true));
        bistro.list(freshList).then().statusCode(200).body("items[0].stale", is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAG", "*", "W/\"another\", TAG", "\"one\",TAG, \"two\"", "STRONG"})
    void whoHasTheAnswerDoesNotGetItAgain(String kept) {
        StoredVenue bistro = new StoredVenue(pool).pulled(Instant.now().minusSeconds(600));
        for (boolean list : new boolean[] {false, true}) {
            Response first = list ? bistro.list(null) : bistro.get(null);
            String tag = first.header("ETag");
            assertThat(tag).startsWith("W/\"");

            String tags = kept.replace("TAG", tag).replace("STRONG", tag.substring(2));
            Response again = list ? bistro.list(tags) : bistro.get(tags);

            again.then().statusCode(304);
            assertThat(again.asString()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(again.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(again.header("Age") == null).isEqualTo(list);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"another\"", "\"", "W/", ",", "\"a\", \"b\""})
    void whoHasAnotherOneGetsIt(String kept) {
        StoredVenue bistro = new StoredVenue(pool);

        bistro.get(kept).then().statusCode(200).body("name", is("Example Bistro"));
        bistro.list(kept).then().statusCode(200).body("items[0].name", is("Example Bistro"));
    }

    @Test
    void aPullThatFindsEverythingAsItWasKeepsTheTag() {
        StoredVenue bistro = new StoredVenue(pool).pulled(Instant.now().minusSeconds(600));
        String tag = bistro.get(null).header("ETag");
        String listTag = bistro.list(null).header("ETag");

        bistro.pulled(Instant.now());

        Response again = bistro.get(tag);
        again.then().statusCode(304);
        assertThat(Long.parseLong(again.header("Age"))).isLessThan(600);
        bistro.list(listTag).then().statusCode(304);
    }

    @Test
    void aChangeOfTheVenueIsAnotherTag() {
        StoredVenue bistro = new StoredVenue(pool);
        String tag = bistro.get(null).header("ETag");
        String listTag = bistro.list(null).header("ETag");

        bistro.named("Example Trattoria");

        bistro.get(tag).then().statusCode(200).body("name", is("Example Trattoria"));
        bistro.list(listTag).then().statusCode(200).body("items[0].name", is("Example Trattoria"));
    }
}
