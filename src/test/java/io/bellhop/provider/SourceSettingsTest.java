package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.ReservationStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSettingsTest {

    private enum Choice {
        STATIC_TOKEN,
        NONE,
        HmacSHA256
    }

    @Test
    void whatIsNotSetIsAsOtherwise() {
        SourceSettings none = SourceSettings.none();

        assertThat(none.text("a")).isEmpty();
        assertThat(none.text("a", "x")).isEqualTo("x");
        assertThat(none.flag("a", true)).isTrue();
        assertThat(none.duration("a")).isEmpty();
        assertThat(none.duration("a", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        assertThat(none.zone("a", ZoneOffset.UTC)).isEqualTo(ZoneOffset.UTC);
        assertThat(none.zone("a")).isEmpty();
        assertThat(none.oneOf("a", Choice.class, Choice.NONE)).isEqualTo(Choice.NONE);
    }

    @Test
    void aTextIsTakenAsItIsWritten() {
        assertThat(settings("Bearer ").text("a")).contains("Bearer ");
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(settings("true").flag("a", false)).isTrue();
        assertThat(settings(" false ").flag("a", true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE", ""})
    void anythingElseIsNoFlag(String written) {
        assertThatThrownBy(() -> settings(written).flag("a", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting a is \"" + written + "\", but takes true or false");
    }

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "10m, PT10M",
        "10M, PT10M",
        "2h, PT2H",
        "7d, PT168H",
        "1h30m, PT1H30M",
        "PT15M, PT15M",
        "p1d, PT24H",
        "1.5s, PT1.5S",
        "' 5m ', PT5M"
    })
    void readsDurations(String written, Duration meant) {
        assertThat(settings(written).duration("a")).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "m",
                "ten minutes",
                "0s",
                "-5m",
                "PT0S",
                "P",
                "1y",
                "99999999999999999999d",
                "9223372036854775807h"
            })
    void refusesWhatIsNoPositiveDuration(String written) {
        assertThatThrownBy(() -> settings(written).duration("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting a is \"" + written + "\", but takes a positive duration");
    }

    @Test
    void readsZones() {
        assertThat(settings("Europe/Madrid").zone("a", ZoneOffset.UTC)).isEqualTo(ZoneId.of("Europe/Madrid"));
        assertThat(settings("UTC").zone("a", ZoneOffset.UTC)).isEqualTo(ZoneId.of("UTC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Palma", "Madrid", "../etc", "+02:00", "UTC+2", "GMT+02:00"})
    void refusesWhatIsNoZone(String written) {
        assertThatThrownBy(() -> settings(written).zone("a", ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting a is \"" + written + "\", but takes a time zone");
    }

    @ParameterizedTest
    @CsvSource({
        "static-token, STATIC_TOKEN",
        "STATIC-Token, STATIC_TOKEN",
        "none, NONE",
        "HmacSHA256, HmacSHA256",
        "hmacsha256, HmacSHA256"
    })
    void readsChoicesWhateverTheirCase(String written, Choice meant) {
        assertThat(settings(written).oneOf("a", Choice.class, Choice.NONE)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "static_token", "hmac", "hmac-sha256"})
    void namesTheChoicesThereAre(String written) {
        assertThatThrownBy(() -> settings(written).oneOf("a", Choice.class, Choice.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting a is \"" + written + "\", but takes one of static-token, none, HmacSHA256");
    }

    @Test
    void readsCurrencies() {
        assertThat(SourceSettings.none().currency("a")).isEmpty();
        assertThat(settings(" eur ").currency("a")).contains("EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "€", "EURO", "E R"})
    void refusesWhatIsNoCurrency(String written) {
        assertThatThrownBy(() -> settings(written).currency("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting a is \"" + written + "\", but takes the three letters of a currency, such as EUR");
    }

    @Test
    void readsStatuses() {
        assertThat(SourceSettings.none().statuses("a")).isEmpty();
        assertThat(settings("1=confirmed, 2 = ARRIVED,NO SHOW=no-show").statuses("a"))
                .isEqualTo(Map.of(
                        "1",
                        ReservationStatus.CONFIRMED,
                        "2",
                        ReservationStatus.ARRIVED,
                        "NO SHOW",
                        ReservationStatus.NO_SHOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1=", "=confirmed", "1=paid", "1=confirmed,", "1=2=confirmed", "1=confirmed, 1=seated"})
    void namesTheStatusesThereAre(String written) {
        assertThatThrownBy(() -> settings(written).statuses("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting a is \"" + written + "\", but takes a list such as 1=confirmed, 9=canceled, each"
                        + " status once; have requested, confirmed, arrived, seated, completed, canceled, no-show");
    }

    @Test
    void tellsAMistypedName() {
        SourceSettings settings = new SourceSettings(Map.of("zone", "UTC", "zoen", "UTC"));

        assertThatThrownBy(() -> settings.requireKnown(Set.of("zone", "mode")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no setting named \"zoen\"; have mode, zone");
        assertThatCode(() -> settings.requireKnown(Set.of("zone", "zoen"))).doesNotThrowAnyException();
    }

    @Test
    void doesNotChangeWithTheMapItCameFrom() {
        Map<String, String> values = new HashMap<>(Map.of("a", "1"));
        SourceSettings settings = new SourceSettings(values);

        values.put("a", "2");

        assertThat(settings.text("a")).contains("1");
    }

    private static SourceSettings settings(String value) {
        return new SourceSettings(Map.of("a", value));
    }
}
