package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    // Texts

    @ParameterizedTest
    @CsvSource({
        "'\" Zoë \\r\\n\"', Zoë",
        "12, 12",
        "12.5, 12.5",
        "'\"a\\u0000b\"', a\uFFFDb",
        "'\"\\ud83d\\ude00\"', 😀"
    })
    void readsTextsAndNumbers(String json, String text) {
        assertThat(payload(json).text("a")).isEqualTo(text);
    }

    @Test
    void replacesHalfOfASurrogatePair() {
        assertThat(payload("\"x\\ud83d\"").text("a")).isEqualTo("x\uFFFD");
        assertThat(payload("\"\\ude00x\"").text("a")).isEqualTo("\uFFFDx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\t\"", "true", "{}", "[]", "[\"x\"]"})
    void whatIsNoTextIsNull(String json) {
        Payload payload = payload(json);

        assertThat(payload.text("a")).isNull();
        assertThat(payload.note("a")).isNull();
        assertThat(payload.tells("a")).isTrue();
    }

    @Test
    void boundsTextsWithoutHalvingACharacter() {
        assertThat(payload("\"" + "x".repeat(299) + "😀\"").text("a"))
                .hasSize(300)
                .endsWith("x\uFFFD");
        assertThat(payload("\"" + "x".repeat(20_000) + "\"").note("a")).hasSize(10_000);
    }

    @Test
    void leavesAnIdAsTheSubjectHasIt() {
        assertThat(payload("\" 7 \"").id("a")).isEqualTo(" 7 ");
    }

    @Test
    void readsListsOfTexts() {
        assertThat(payload("[\"12\", 14, null, \"\", {}]").texts("a")).containsExactly("12", "14");
        assertThat(payload("\"12\"").texts("a")).containsExactly("12");
        assertThat(payload("[]").texts("a")).isEmpty();
        assertThat(payload("null").texts("a")).isNull();
        assertThat(payload("{}").texts("a")).isNull();
    }

    @Test
    void joinsWhatThereIs() {
        Payload guest = new Payload(json("{\"first\":\" Ines\",\"last\":\"Beispiel \",\"none\":null}"));

        assertThat(guest.joined("first", "last")).isEqualTo("Ines Beispiel");
        assertThat(guest.joined("none", "last")).isEqualTo("Beispiel");
        assertThat(guest.joined("none", "nothing")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'\"en\"', en", "'\"EN_gb\"', en", "'\"zh-Hant-TW\"', zh", "'\"English\"',", "'\"\"',", "7,"})
    void readsLanguages(String json, String language) {
        assertThat(payload(json).language("a")).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"'\"EUR\"', EUR", "'\" eur \"', EUR", "'\"€\"',", "'\"EURO\"',", "978,", "null,"})
    void readsCurrencies(String json, String currency) {
        assertThat(payload(json).currency("a")).isEqualTo(currency);
    }

    // Numbers

    @ParameterizedTest
    @CsvSource({"4, 4", "-1, -1", "'\" 4 \"', 4", "4.0, 4", "2147483647, 2147483647"})
    void readsWholeNumbers(String json, int number) {
        assertThat(payload(json).whole("a")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "4.5", "2147483648", "1e1000000000", "1e-1000000000", "\"four\"", "true", "{}", "[4]"})
    void whatIsNoWholeNumberIsNull(String json) {
        assertThat(payload(json).whole("a")).isNull();
    }

    @Test
    void aCountIsNotNegative() {
        assertThat(payload("0").count("a")).isZero();
        assertThat(payload("-1").count("a")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "412.5, 412.50",
        "412.50, 412.50",
        "'\"412.50\"', 412.50",
        "400, 400.00",
        "4e2, 400.00",
        "0, 0.00",
        "-12, -12.00",
        "1.125, 1.125",
        "61.879999999999995, 61.88",
        "0.30000000000000004, 0.30"
    })
    void aPriceHasTwoDecimalsAtLeast(String json, BigDecimal price) {
        assertThat(payload(json).money("a")).isEqualTo(price);
        assertThat(payload(json).moneyText("a")).isEqualTo(price.toPlainString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"€ 5\"",
                "\"1,50\"",
                "\"NaN\"",
                "1e15",
                "\"1e999999999\"",
                "1e-1000000000",
                "true",
                "[]"
            })
    void whatIsNoSanePriceIsNull(String json) {
        assertThat(payload(json).money("a")).isNull();
        assertThat(payload(json).moneyText("a")).isNull();
    }

    // Dates and times

    @ParameterizedTest
    @CsvSource({"2026-06-20, 2026-06-20", "2026-06-20T19:30:00Z, 2026-06-20", "2026-06-20 19:30, 2026-06-20"})
    void readsDates(String text, LocalDate date) {
        assertThat(payload("\"" + text + "\"").date("a")).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-30", "0001-01-01", "20.06.2026", "2026-6-2", "2026-06-20x", "+12026-06-20"})
    void whatIsNoDateIsNull(String text) {
        assertThat(payload("\"" + text + "\"").date("a")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "19:30, 19:30",
        "19:30:15, 19:30:15",
        "7:30, 07:30",
        "07:30 PM, 19:30",
        "07:30:00 pm, 19:30",
        "7:30PM, 19:30",
        "12:00 AM, 00:00",
        "12:05 PM, 12:05"
    })
    void readsTimes(String text, LocalTime time) {
        assertThat(payload("\"" + text + "\"").time("a")).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25:00", "13:00 PM", "half past seven", "1930", "19:30 Uhr"})
    void whatIsNoTimeIsNull(String text) {
        assertThat(payload("\"" + text + "\"").time("a")).isNull();
    }

    // Objects

    @Test
    void takesTheObjectsOfAnArrayOrOneAlone() {
        assertThat(payload("[{\"b\":1}, null, 7, {\"b\":2}]").each("a"))
                .extracting(each -> each.whole("b"))
                .isEqualTo(List.of(1, 2));
        assertThat(payload("{\"b\":1}").each("a")).hasSize(1);
        assertThat(payload("null").each("a")).isEmpty();
    }

    @Test
    void ofWhatIsNotThereNothingIsTold() {
        Payload nothing = payload("7").at("a").at("b").at(0);

        assertThat(nothing.isObject()).isFalse();
        assertThat(nothing.tells("c")).isFalse();
        assertThat(nothing.text("c")).isNull();
        assertThat(nothing.flag("c")).isNull();
    }

    @Test
    void doesNotPrintWhatItHolds() {
        assertThat(payload("\"canary\"")).hasToString("Payload[1 fields]");
    }

    private static Payload payload(String value) {
        return new Payload(json("{\"a\":" + value + "}"));
    }

    private static JsonNode json(String text) {
        return Fixtures.json(text.getBytes(StandardCharsets.UTF_8));
    }
}
