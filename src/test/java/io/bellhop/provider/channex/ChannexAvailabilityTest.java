package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Change;
import io.bellhop.change.Notice;
import io.bellhop.change.PullNeeded;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannexAvailabilityTest {

    private static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";
    private static final String ROOM_TYPE = "9ebd93de-01ef-5e43-9396-374b349a8963";
    private static final String RATE_PLAN = "103309d0-b708-559d-b326-51bff60bc464";
    private static final LocalDate DATE = LocalDate.of(2026, 6, 20);
    private static final Version NOW = new Version(RequestBuilder.NOW);

    @Test
    void readsEachItem() throws UnreadablePayloadException {
        Version version = new Version(Instant.parse("2026-05-05T13:00:01.104522Z"));

        List<Change> changes = translate(Fixtures.of("channex").body("examples/ari.json"));

        assertThat(changes)
                .containsExactly(
                        new VenueChange(PROPERTY, version),
                        new AvailabilityChange(
                                PROPERTY, ROOM_TYPE, RATE_PLAN, LocalDate.of(2026, 6, 12), version, fields(5, 7)),
                        new AvailabilityChange(
                                PROPERTY, ROOM_TYPE, RATE_PLAN, LocalDate.of(2026, 6, 13), version, fields(4, 8)));
    }

    private static Told fields(int availability, int booked) {
        return Told.tell()
                .that("availability", availability)
                .that("booked", booked)
                .that("stop_sell", false)
                .done();
    }

    @Test
    void eachItemTellsItsOwnFieldsOnly() throws UnreadablePayloadException {
        assertThat(items("{\"date\":\"2026-06-20\",\"room_type_id\":\"t1\",\"availability\":3},"
                        + "{\"date\":\"2026-06-20\",\"rate_plan_id\":\"p1\",\"rate\":\"139\"},"
                        + "{\"date\":\"2026-06-21\",\"room_type_id\":\"t1\",\"stop_sell\":true}"))
                .containsExactly(
                        change(
                                "t1",
                                null,
                                DATE,
                                Told.tell().that("availability", 3).done()),
                        change(
                                null,
                                "p1",
                                DATE,
                                Told.tell()
                                        .that("rate", new BigDecimal("139.00"))
                                        .done()),
                        change(
                                "t1",
                                null,
                                DATE.plusDays(1),
                                Told.tell().that("stop_sell", true).done()));
    }

    @Test
    void itemsAboutTheSameAreToldAsOne() throws UnreadablePayloadException {
        assertThat(items("{\"date\":\"2026-06-20\",\"availability\":3,\"booked\":1},"
                        + "{\"date\":\"2026-06-20\",\"availability\":2}"))
                .containsExactly(change(
                        null,
                        null,
                        DATE,
                        Told.tell().that("availability", 2).that("booked", 1).done()));
    }

    @Test
    void takesRestrictionsAsTheyAre() throws UnreadablePayloadException {
        assertThat(items("{\"date\":\"2026-06-20\",\"min_stay_arrival\":2,\"closed_to_arrival\":true,"
                        + "\"max_availability\":9999999999,\"markup\":1.5,\"label\":\" early \",\"max_stay\":null,"
                        + "\"rates\":[{\"rate\":1}],\"odd\\u0000name\":1,\"availability\":-1,\"rate\":\"much\"}"))
                .containsExactly(change(
                        null,
                        null,
                        DATE,
                        Told.tell()
                                .that("min_stay_arrival", 2)
                                .that("closed_to_arrival", true)
                                .that("max_availability", new BigDecimal("9999999999"))
                                .that("markup", new BigDecimal("1.5"))
                                .that("label", "early")
                                .that("max_stay", null)
                                .that("odd\uFFFDname", 1)
                                .that("availability", -1)
                                .that("rate", null)
                                .done()));
    }

    @Test
    void itemsWithoutAReadableDateAreLeftOut() throws UnreadablePayloadException {
        assertThat(items("{\"date\":\"soon\",\"availability\":3},null,7,{\"date\":\"2026-06-20\",\"booked\":1}"))
                .containsExactly(
                        change(null, null, DATE, Told.tell().that("booked", 1).done()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"availability\":3}", "{\"date\":\"soon\"}", "null"})
    void withoutAnyDateItIsUnreadable(String items) {
        assertThatThrownBy(() -> items(items))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("availability without a readable date");
    }

    @Test
    void ofNoPropertyItIsUnreadable() {
        assertThatThrownBy(() -> translate("{\"event\":\"ari\",\"payload\":[{\"date\":\"2026-06-20\"}]}"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("availability without the property's id");
    }

    @Test
    void ofNoItemsThereIsOnlyANoticeAndTheyAreAskedFor() throws UnreadablePayloadException {
        assertThat(items(""))
                .containsExactly(
                        new Notice(Told.tell().that("venue", "v1").done()),
                        new PullNeeded("availability", "v1"),
                        new PullNeeded("restrictions", "v1"));
    }

    private static AvailabilityChange change(String roomType, String ratePlan, LocalDate date, Told fields) {
        return new AvailabilityChange("v1", roomType, ratePlan, date, NOW, fields);
    }

    /** What comes behind the venue. */
    private static List<Change> items(String items) throws UnreadablePayloadException {
        List<Change> changes = translate("{\"event\":\"ari\",\"property_id\":\"v1\",\"payload\":[" + items + "]}");
        assertThat(changes).startsWith(new VenueChange("v1", NOW));
        return changes.subList(1, changes.size());
    }

    private static List<Change> translate(String body) throws UnreadablePayloadException {
        return translate(new RawBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Change> translate(RawBody body) throws UnreadablePayloadException {
        return new Translation(new ChannexProvider(), SourceSettings.none())
                .of(RequestBuilder.with(body).build());
    }
}
