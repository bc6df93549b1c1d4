package io.bellhop.provider;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Bodies that no provider sends and anyone with a secret can. Most hold {@link #CANARY}, which no message may repeat. */
final class HostileBodies {

    static final String CANARY = "canary";

    private HostileBodies() {}

    /** Those that are no JSON, or not of the kind that is taken. */
    static Stream<Named<byte[]>> unreadable() {
        return Stream.of(
                body("empty", ""),
                body("white space", " \r\n\t "),
                body("not JSON", "canary=1&event=booking"),
                body("markup", "<canary/>"),
                body("a word", "canary"),
                body("a quote", "\"canary"),
                body("a lone bracket", "["),
                body("a lone brace", "{"),
                body("an unfinished name", "{\"canary"),
                body("an unfinished array", "[{\"canary\":1},"),
                body("a comma too many", "[{\"canary\":1},]"),
                body("a missing element", "[,{\"canary\":1}]"),
                body("the wrong bracket", "[{\"canary\":1}}"),
                body("something after an object", "{\"id\":\"canary\"} canary"),
                body("something after an array", "[{\"id\":\"canary\"}] canary"),
                body("two objects", "{\"id\":\"canary\"}{\"id\":\"canary\"}"),
                body("two arrays", "[{\"id\":\"canary\"}][]"),
                body("a name twice", "{\"id\":\"canary\",\"id\":\"canary2\"}"),
                body("a name twice in an element", "[{\"id\":\"canary\",\"id\":\"canary2\"}]"),
                body("a name twice, once escaped", "{\"id\":\"canary\",\"\\u0069d\":\"canary2\"}"),
                body("arrays 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000)),
                body("arrays 10,000 deep, open", "[".repeat(10_000)),
                body("objects 10,000 deep", "{\"canary\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                body("an element 10,000 deep", "[{\"data\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}]"),
                body("a number of 10,000 digits", "{\"id\":" + "7".repeat(10_000) + "}"),
                body("a fraction of 10,000 digits", "[{\"id\":0." + "7".repeat(10_000) + "}]"),
                body("an exponent of 10,000 digits", "{\"id\":1e" + "7".repeat(10_000) + "}"),
                body("a name of 100,000 characters", "{\"" + "canary".repeat(20_000) + "\":1}"),
                body("a raw NUL", "{\"id\":\"canary\0\"}"),
                body("a raw line break in a text", "{\"id\":\"canary\n\"}"),
                body("nothing but NUL", "\0\0\0\0"),
                body("NaN", "{\"id\":NaN,\"canary\":1}"),
                body("a comment", "{/*canary*/\"id\":\"canary\"}"),
                body("single quotes", "{'id':'canary'}"),
                bytes("a byte that UTF-8 has not", "{\"id\":\"canary", 0xFF, 0xFF, "\"}"),
                bytes("a character cut short", "{\"id\":\"canary", 0xE2, 0x82, "\"}"),
                Named.of("one byte 0xEF", new byte[] {(byte) 0xEF}),
                Named.of("one byte 0", new byte[] {0}),
                encoded("UTF-16 with its mark", UTF_16),
                encoded("big-endian UTF-16", UTF_16BE),
                encoded("little-endian UTF-16", UTF_16LE),
                encoded("big-endian UTF-32", Charset.forName("UTF-32BE")),
                encoded("little-endian UTF-32", Charset.forName("UTF-32LE")));
    }

    /** Those that are JSON, and may be read or not. */
    static Stream<Named<byte[]>> odd() {
        Stream<Named<byte[]>> scalars =
                Stream.of("null", "true", "0", "\"canary\"", "1e5").map(scalar -> body("the scalar " + scalar, scalar));
        Stream<Named<byte[]>> others = Stream.of(
                body("an empty object", "{}"),
                body("an empty array", "[]"),
                body("an array of null", "[null]"),
                body("an array of scalars", "[1,\"canary\",true,null,[]]"),
                body("arrays 99 deep", "[".repeat(99) + "]".repeat(99)),
                body("100,000 elements", "[" + "{},".repeat(99_999) + "{}]"),
                body(
                        "an id past all bounds",
                        "{\"id\":1e1000000000,\"event\":\"booking\",\"booking_id\":1e1000000000}"),
                body("a reservation past all bounds", "[{\"reservation_id\":1e1000000000}]"),
                body("an exponent past an int", "{\"id\":1e99999999999,\"canary\":-1e-99999999999}"),
                body(
                        "an exponent past an int in an element",
                        "[{\"reservation_id\":1e99999999999,\"entity\":{\"id\":1e-99999999999}}]"),
                body(
                        "escaped NULs",
                        "{\"id\":\"canary\\u0000\",\"event\":\"\\u0000\",\"type\":\"\\u0000\",\"booking_id\":\"\\u0000\"}"),
                body(
                        "half a surrogate pair",
                        "{\"id\":\"\\ud800\",\"event\":\"\\udc00\",\"type\":\"\\ud800\",\"booking_id\":\"\\ud800\"}"),
                body(
                        "text of 100,000 characters",
                        "{\"id\":\"" + "canary".repeat(17_000) + "\",\"event\":\"" + "canary".repeat(17_000) + "\"}"),
                body("a byte order mark before an array", "\uFEFF[{\"id\":\"canary\"},{\"id\":\"canary2\"}]"));
        return Stream.concat(scalars, others);
    }

    static List<Named<byte[]>> all() {
        return Stream.concat(unreadable(), odd()).toList();
    }

    private static Named<byte[]> body(String name, String text) {
        return Named.of(name, text.getBytes(UTF_8));
    }

    private static Named<byte[]> encoded(String name, Charset charset) {
        return Named.of(name, "[{\"id\":\"canary\"}]".getBytes(charset));
    }

    private static Named<byte[]> bytes(String name, String before, int first, int second, String after) {
        byte[] head = before.getBytes(UTF_8);
        byte[] tail = after.getBytes(UTF_8);
        byte[] all = new byte[head.length + 2 + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        all[head.length] = (byte) first;
        all[head.length + 1] = (byte) second;
        System.arraycopy(tail, 0, all, head.length + 2, tail.length);
        return Named.of(name, all);
    }
}
