package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.JsonBody.Element;
import io.bellhop.webhook.RawBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    // Whole bodies

    @Test
    void readsOneValue() throws UnreadablePayloadException {
        assertThat(parse(" {\"a\":[1,\"Zoë\"]}\r\n").path("a").path(1).asText()).isEqualTo("Zoë");
    }

    static List<?> unreadable() {
        return HostileBodies.unreadable().toList();
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesWhatIsNoStrictJson(byte[] body) {
        assertThatThrownBy(() -> JsonBody.parse(new RawBody(body)))
                .isInstanceOf(UnreadablePayloadException.class)
                .message()
                .doesNotContain(HostileBodies.CANARY);
        assertThatThrownBy(() -> JsonBody.elements(new RawBody(body)))
                .isInstanceOf(UnreadablePayloadException.class)
                .message()
                .doesNotContain(HostileBodies.CANARY);
    }

    @Test
    void saysWhereItStoppedReading() {
        assertThatThrownBy(() -> parse("{\n  \"a\": nope\n}")).hasMessageContaining("line 2");
    }

    @Test
    void refusesAnExponentPastAnInt() {
        assertThatThrownBy(() -> parse("{\"a\":1e99999999999}"))
                .isInstanceOf(UnreadablePayloadException.class)
                .message()
                .doesNotContain("99999999999");
        assertThatThrownBy(() -> elements("[{\"a\":1e99999999999}]")).isInstanceOf(UnreadablePayloadException.class);
    }

    @Test
    void readsWhatIsNestedAHundredDeepAndNoDeeper() throws UnreadablePayloadException {
        assertThat(parse("[".repeat(100) + "]".repeat(100)).isArray()).isTrue();
        assertThatThrownBy(() -> parse("[".repeat(101) + "]".repeat(101)))
                .isInstanceOf(UnreadablePayloadException.class);
    }

    // Elements

    @Test
    void readsTheOneElementOfAnArray() throws UnreadablePayloadException {
        assertThat(texts(elements("[{\"a\":1}]"))).containsExactly("{\"a\":1}");
    }

    @Test
    void anElementsBytesAreThoseOfTheBody() throws UnreadablePayloadException {
        String body =
                "\n[ {\"name\" : \"Zoë 𝄞 日本\" , \"n\":1.50}\r\n,{}\t,  [ 1 , 2 ],\"é]\\\",[\" ,-12.5e3,true , null,{\"z\":\"\u00a0\"} ] \n";

        assertThat(texts(elements(body)))
                .containsExactly(
                        "{\"name\" : \"Zoë 𝄞 日本\" , \"n\":1.50}",
                        "{}",
                        "[ 1 , 2 ]",
                        "\"é]\\\",[\"",
                        "-12.5e3",
                        "true",
                        "null",
                        "{\"z\":\"\u00a0\"}");
    }

    @Test
    void aByteOrderMarkDoesNotShiftTheElements() throws UnreadablePayloadException {
        assertThat(texts(elements("\uFEFF[{\"a\":1}, {\"b\":2}]"))).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    /** Arrays put together from pieces, with white space in between, fall apart into these same pieces. */
    @Test
    void anyArrayFallsApartIntoItsElements() throws UnreadablePayloadException {
        Random random = new Random(20260601);
        List<String> pieces = List.of(
                "{}",
                "{ \"é\" : [ \"]\" , {} ] }",
                "\"𝄞,\\\"]\"",
                "0",
                "-1.5E-3",
                "false",
                "null",
                "[[],[ ]]",
                "{\"a\":\"" + "ü".repeat(5000) + "\"}");
        List<String> gaps = List.of("", " ", "\n", "\r\n\t ", " ".repeat(9000));
        for (int round = 0; round < 300; round++) {
            List<String> expected = new ArrayList<>();
            StringBuilder body = new StringBuilder(any(gaps, random)).append('[');
            for (int i = random.nextInt(8); i >= 0; i--) {
                String piece = any(pieces, random);
                body.append(expected.isEmpty() ? "" : ",")
                        .append(any(gaps, random))
                        .append(piece)
                        .append(any(gaps, random));
                expected.add(piece);
            }
            body.append(']').append(any(gaps, random));

            assertThat(texts(elements(body.toString()))).isEqualTo(expected);
        }
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2]}", " \"text\" ", "7", "null"})
    void aBodyThatIsNoArrayIsItsOwnElement(String text) throws UnreadablePayloadException {
        RawBody body = body(text);

        assertThat(JsonBody.elements(body))
                .singleElement()
                .extracting(Element::bytes)
                .isSameAs(body);
    }

    @Test
    void anEmptyArrayHasNoElements() throws UnreadablePayloadException {
        assertThat(elements(" [ ] ")).isEmpty();
    }

    @Test
    void takesAThousandElementsAndNoMore() throws UnreadablePayloadException {
        assertThat(elements("[" + "{},".repeat(999) + "{}]")).hasSize(1000);
        assertThatThrownBy(() -> elements("[" + "{},".repeat(1000) + "{}]"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void aNameMayComeAgainInAnotherElement() throws UnreadablePayloadException {
        assertThat(elements("[{\"a\":1},{\"a\":1}]")).hasSize(2);
    }

    // The canonical text

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"b\":1,\"a\":2}; {\"a\":2,\"b\":1}",
                "{ \"a\" : [ 1 , 2 ] }; {\"a\":[1,2]}",
                "{\"a\":{\"d\":1,\"c\":2}}; {\"a\":{\"c\":2,\"d\":1}}",
                "{\"a\":\"\\u0041\"}; {\"a\":\"A\"}",
                "[1.50]; [1.5]"
            })
    void theSameValueHasTheSameText(String written, String canonical) throws UnreadablePayloadException {
        assertThat(JsonBody.canonical(parse(written))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[1,2]; [2,1]",
                "{\"a\":1}; {\"a\":\"1\"}",
                "{\"a\":null}; {}",
                "{\"a\":12345678901234567890123}; {\"a\":12345678901234567890124}",
                "{\"a\":0.1}; {\"a\":0.10000000000000000555}",
                "{\"a\":\"é\"}; {\"a\":\"e\"}",
                "{\"a\":\"\\ud800\"}; {\"a\":\"\\ud801\"}",
                "{\"a\":\"\\ud800\"}; {\"a\":\"?\"}"
            })
    void differentValuesHaveDifferentHashes(String one, String other) throws UnreadablePayloadException {
        assertThat(JsonBody.canonicalSha256(parse(one))).isNotEqualTo(JsonBody.canonicalSha256(parse(other)));
    }

    @Test
    void theHashIsThatOfTheCanonicalText() throws UnreadablePayloadException {
        // printf '%s' '{"a":[1,2],"b":"x"}' | sha256sum
        assertThat(JsonBody.canonicalSha256(parse("{\"b\":\"x\", \"a\":[1, 2]}")))
                .isEqualTo("d0f56dda38d34376527524ddd98f7ec117d5cbfb240f86e11bfb9d2d01a717d9");
    }

    // Fields

    @Test
    void takesTextsAndNumbersForTexts() throws UnreadablePayloadException {
        JsonNode json = parse("{\"text\":\"x\",\"number\":481207,\"fraction\":1.5,\"big\":12345678901234567890}");

        assertThat(JsonBody.text(json, "text")).isEqualTo("x");
        assertThat(JsonBody.text(json, "number")).isEqualTo("481207");
        assertThat(JsonBody.text(json, "fraction")).isEqualTo("1.5");
        assertThat(JsonBody.text(json, "big")).isEqualTo("12345678901234567890");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":null}",
                "{\"a\":\"\"}",
                "{\"a\":true}",
                "{\"a\":{}}",
                "{\"a\":[\"x\"]}",
                "[]",
                "null",
                "7"
            })
    void anythingElseIsNoText(String json) throws UnreadablePayloadException {
        assertThat(JsonBody.text(parse(json), "a")).isNull();
    }

    @Test
    void takesTheFirstFieldThatHoldsAText() throws UnreadablePayloadException {
        JsonNode json = parse("{\"a\":null,\"b\":\"\",\"c\":3,\"d\":\"4\"}");

        assertThat(JsonBody.firstText(json, "x", "a", "b", "c", "d")).isEqualTo("3");
        assertThat(JsonBody.firstText(json, "x", "a", "b")).isNull();
    }

    // Helpers

    private static JsonNode parse(String text) throws UnreadablePayloadException {
        return JsonBody.parse(body(text));
    }

    private static List<Element> elements(String text) throws UnreadablePayloadException {
        return JsonBody.elements(body(text));
    }

    private static List<String> texts(List<Element> elements) {
        return elements.stream()
                .map(element -> new String(element.bytes().bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static RawBody body(String text) {
        return new RawBody(text.getBytes(StandardCharsets.UTF_8));
    }
}
