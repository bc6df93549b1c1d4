package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTimeTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @ParameterizedTest
    @CsvSource({
        "2019-08-24T14:15:22Z,             2019-08-24T14:15:22Z",
        "2019-08-24t14:15:22z,             2019-08-24T14:15:22Z",
        "2026-05-04T08:22:32.452Z,         2026-05-04T08:22:32.452Z",
        "2026-05-05T13:00:02.2200Z,        2026-05-05T13:00:02.220Z",
        "2026-05-05T13:00:02.220011Z,      2026-05-05T13:00:02.220011Z",
        "2026-05-05T13:00:02.123456789Z,   2026-05-05T13:00:02.123456789Z",
        "2026-05-04T10:22:32+02:00,        2026-05-04T08:22:32Z",
        "2026-05-04T10:22:32.452+0200,     2026-05-04T08:22:32.452Z",
        "2026-05-04T08:22:32.452+0000,     2026-05-04T08:22:32.452Z",
        "2026-05-04T10:22:32+02,           2026-05-04T08:22:32Z",
        "2026-05-04T03:52:32-04:30,        2026-05-04T08:22:32Z",
        "2026-05-04 08:22:32Z,             2026-05-04T08:22:32Z",
        "2026-05-04T08:22Z,                2026-05-04T08:22:00Z",
        "' 2026-05-04T08:22:32Z\n',        2026-05-04T08:22:32Z"
    })
    void readsTimesWithAnOffset(String written, Instant meant) {
        assertThat(ProviderTime.parse(written, MADRID)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T09:15:04.112000, 2026-06-01T07:15:04.112Z",
        "2026-01-01T09:15:04,        2026-01-01T08:15:04Z",
        "2026-06-20 19:30:00,        2026-06-20T17:30:00Z"
    })
    void readsTimesWithoutAnOffsetInTheZone(String written, Instant meant) {
        assertThat(ProviderTime.parse(written, MADRID)).isEqualTo(meant);
    }

    @Test
    void readsTheHourThatSpringLeavesOut() {
        assertThat(ProviderTime.parse("2026-03-29T02:30:00", MADRID)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void takesTheFirstOfTheTwoHoursOfAutumn() {
        assertThat(ProviderTime.parse("2026-10-25T02:30:00", MADRID)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "1780304105",
                "2026-06-20",
                "07:30:00 PM",
                "2026-13-01T00:00:00Z",
                "2026-06-31T25:00:00Z",
                "2026-06-01T09:15:04 Zoë",
                "2026-06-01T09:15:04Z and more",
                "1969-12-31T23:59:59Z",
                "0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "2026-06-01T09:15:04+99:00",
                "\0"
            })
    void whatIsNoTimeIsNone(String written) {
        assertThat(ProviderTime.parse(written, ZoneOffset.UTC)).isNull();
    }

    // Local times

    @ParameterizedTest
    @CsvSource({
        "2026-06-20T22:30:00Z,      2026-06-21T00:30",
        "2026-06-20T19:30:00-05:00, 2026-06-21T02:30",
        "2026-06-20 19:30:00,       2026-06-20T19:30"
    })
    void bringsATimeWithAnOffsetIntoTheZone(String written, LocalDateTime shown) {
        assertThat(ProviderTime.local(written, MADRID)).isEqualTo(shown);
    }

    @Test
    void takesATimeAsItIsWrittenWhereNoZoneIsKnown() {
        assertThat(ProviderTime.local("2026-06-20T19:30:00-05:00", null)).isEqualTo("2026-06-20T19:30");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2026-06-20", "19:30", "0001-01-01T00:00:00", "+10000-01-01T00:00:00", "soon"})
    void whatIsNoLocalTimeIsNone(String written) {
        assertThat(ProviderTime.local(written, MADRID)).isNull();
    }
}
